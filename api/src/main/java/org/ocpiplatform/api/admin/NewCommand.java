package org.ocpiplatform.api.admin;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.commands.CancelReservation;
import org.ocpiplatform.ocpi.commands.CommandObject;
import org.ocpiplatform.ocpi.commands.CommandType;
import org.ocpiplatform.ocpi.commands.ReserveNow;
import org.ocpiplatform.ocpi.commands.StartSession;
import org.ocpiplatform.ocpi.commands.StopSession;
import org.ocpiplatform.ocpi.commands.UnlockConnector;
import org.ocpiplatform.ocpi.json.BindingMessage;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.validation.Invalid;
import org.ocpiplatform.ocpi.validation.Validation;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A command that an administrator wants sent.
 *
 * @param to the CPO that is asked
 * @param from our party that asks; absent where there is no choice
 * @param command its object without {@code response_url}
 */
record NewCommand(
        @NotNull @Valid NamedParty to,
        @Nullable @Valid NamedParty from,
        @NotNull ObjectNode command) {

    private static final String RESPONSE_URL = "response_url";

    /**
     * The command's object.
     *
     * @throws Rejection if it is none of that type
     * @throws Invalid if it breaks a rule of its type
     */
    CommandObject checked(CommandType type, String responseUrl) {
        if (command.has(RESPONSE_URL)) {
            throw Rejection.invalid("command.response_url is made by the platform and must be left out");
        }
        CommandObject bound;
        try {
            bound = OcpiJson.mapper().treeToValue(command.deepCopy().put(RESPONSE_URL, responseUrl), type.objectType());
        } catch (JacksonException e) {
            throw Rejection.invalid("command: " + BindingMessage.of(e));
        }
        return Validation.valid(bound);
    }

    /** What is sent beside the {@code response_url}, with nothing that is null. */
    static ObjectNode content(CommandObject command) {
        ObjectNode content = OcpiJson.mapper().valueToTree(command);
        content.remove(RESPONSE_URL);
        return content;
    }

    /** The party whose driver the command is for, if it names one. */
    static @Nullable PartyId driversParty(CommandObject command) {
        return switch (command) {
            case StartSession start -> start.token().owner();
            case ReserveNow reserve -> reserve.token().owner();
            case CancelReservation cancel -> null;
            case StopSession stop -> null;
            case UnlockConnector unlock -> null;
        };
    }
}
