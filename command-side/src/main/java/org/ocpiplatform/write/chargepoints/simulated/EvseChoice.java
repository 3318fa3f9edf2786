package org.ocpiplatform.write.chargepoints.simulated;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.locations.LocationParts;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.cdrs.CdrToken;
import org.ocpiplatform.ocpi.commands.CommandResultType;
import org.ocpiplatform.ocpi.locations.Capability;
import org.ocpiplatform.ocpi.locations.Connector;
import org.ocpiplatform.ocpi.locations.Evse;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.write.chargepoints.simulated.Occupants.Busy;
import org.ocpiplatform.write.chargepoints.simulated.Occupants.Found;

/**
 * Which EVSE of a location serves a request.
 *
 * @param location as it is stored
 * @param occupied what occupies its EVSEs, by their uids
 */
record EvseChoice(Location location, Map<CiString, Found> occupied) {

    /** An EVSE, or why there is none. */
    sealed interface Choice {

        /**
         * It can be had.
         *
         * @param held by the reservation that the request may use; none if it is free
         */
        record Chosen(
                Evse evse, Connector connector, @Nullable Found held) implements Choice {}

        /** It cannot. */
        record Refused(CommandResultType result, String why) implements Choice {}
    }

    /** Decides which reservations a request may take over. */
    interface Right {
        boolean to(Occupant reserved);
    }

    /** Reservations of a token are for whoever presents it. */
    static Right of(CdrToken token) {
        return reserved -> reserved.isOf(token);
    }

    /** The EVSE that is asked for, else the first that is reserved for the request, else the first that is free. */
    Choice choose(@Nullable CiString evseUid, @Nullable CiString connectorId, Capability capability, Right right) {
        if (evseUid != null) {
            Evse evse = LocationParts.evse(location, evseUid);
            return evse == null
                    ? new Choice.Refused(CommandResultType.REJECTED, "EVSE " + evseUid + " is unknown")
                    : choose(evse, connectorId, right);
        }
        List<Choice> choices = location.evses().stream()
                .filter(evse -> evse.capabilities().contains(capability))
                .map(evse -> choose(evse, null, right))
                .toList();
        return first(choices, chosen -> chosen.held() != null)
                .or(() -> first(choices, chosen -> true))
                .orElseGet(() -> choices.stream()
                        .filter(choice -> choice instanceof Choice.Refused refused
                                && refused.result() == CommandResultType.EVSE_OCCUPIED)
                        .findFirst()
                        .orElseGet(() -> choices.stream()
                                .findFirst()
                                .orElse(new Choice.Refused(
                                        CommandResultType.NOT_SUPPORTED, "No EVSE here is " + capability.value()))));
    }

    private static Optional<Choice> first(List<Choice> choices, Predicate<Choice.Chosen> condition) {
        return choices.stream()
                .filter(choice -> choice instanceof Choice.Chosen chosen && condition.test(chosen))
                .findFirst();
    }

    private Choice choose(Evse evse, @Nullable CiString connectorId, Right right) {
        Connector connector =
                connectorId == null ? evse.connectors().getFirst() : LocationParts.connector(evse, connectorId);
        if (connector == null) {
            return new Choice.Refused(CommandResultType.REJECTED, "Connector " + connectorId + " is unknown");
        }
        Found occupant = occupied.get(evse.uid());
        if (occupant != null) {
            if (occupant.occupant().ending() != null) {
                throw new Busy(occupant.key());
            }
            return occupant.occupant().reserved() && right.to(occupant.occupant())
                    ? new Choice.Chosen(evse, connector, occupant)
                    : occupied(evse);
        }
        return switch (evse.status()) {
            case AVAILABLE, UNKNOWN -> new Choice.Chosen(evse, connector, null);
            case CHARGING, RESERVED -> occupied(evse);
            case BLOCKED, INOPERATIVE, OUTOFORDER, PLANNED, REMOVED ->
                new Choice.Refused(CommandResultType.EVSE_INOPERATIVE, "EVSE " + evse.uid() + " is " + evse.status());
        };
    }

    private static Choice occupied(Evse evse) {
        return new Choice.Refused(CommandResultType.EVSE_OCCUPIED, "EVSE " + evse.uid() + " is occupied");
    }
}
