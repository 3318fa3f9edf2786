package org.ocpiplatform.ocpi;

/** Whether an endpoint belongs to the owner of the data or to whom it is pushed (OCPI 2.3.0, InterfaceRole enum). */
public enum InterfaceRole {
    SENDER,
    RECEIVER
}
