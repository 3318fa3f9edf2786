package org.ocpiplatform.ocpi.commands;

/** Whether a CPO passes a command on to the charge point (OCPI 2.3.0, CommandResponseType enum). */
public enum CommandResponseType {
    NOT_SUPPORTED,
    REJECTED,
    ACCEPTED,
    UNKNOWN_SESSION
}
