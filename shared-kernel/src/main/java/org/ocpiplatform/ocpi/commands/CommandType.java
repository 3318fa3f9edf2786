package org.ocpiplatform.ocpi.commands;

import java.util.Arrays;
import java.util.Optional;

/**
 * What can be asked of a charge point (OCPI 2.3.0, CommandType open enum). Words besides these are answered with
 * {@link CommandResponseType#NOT_SUPPORTED}, so none has to be kept.
 */
public enum CommandType {
    CANCEL_RESERVATION(CancelReservation.class),
    RESERVE_NOW(ReserveNow.class),
    START_SESSION(StartSession.class),
    STOP_SESSION(StopSession.class),
    /** For help desks; never asked directly by a driver. */
    UNLOCK_CONNECTOR(UnlockConnector.class);

    private final Class<? extends CommandObject> objectType;

    CommandType(Class<? extends CommandObject> objectType) {
        this.objectType = objectType;
    }

    /** The command of this word, whose case matters; empty if there is none. */
    public static Optional<CommandType> of(String word) {
        return Arrays.stream(values()).filter(each -> each.name().equals(word)).findFirst();
    }

    /** What the body of a request for it holds. */
    public Class<? extends CommandObject> objectType() {
        return objectType;
    }
}
