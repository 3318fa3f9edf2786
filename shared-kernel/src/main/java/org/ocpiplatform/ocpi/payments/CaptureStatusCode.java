package org.ocpiplatform.ocpi.payments;

/** What became of the money that a terminal had reserved (OCPI 2.3.0, CaptureStatusCode enum). */
public enum CaptureStatusCode {
    SUCCESS,
    PARTIAL_SUCCESS,
    FAILED
}
