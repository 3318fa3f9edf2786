package org.ocpiplatform.ocpi.locations;

/** Whether drivers bring the cable (OCPI 2.3.0, ConnectorFormat enum). */
public enum ConnectorFormat {
    SOCKET,
    CABLE
}
