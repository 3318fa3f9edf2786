package org.ocpiplatform.ocpi.commands;

/** The body of a request for a command (OCPI 2.3.0, Commands module, Receiver interface). */
public sealed interface CommandObject
        permits CancelReservation, ReserveNow, StartSession, StopSession, UnlockConnector {

    /** Where the {@link CommandResult} is to be posted. */
    String responseUrl();
}
