package org.ocpiplatform.ocpi.payments;

/** Who makes the invoice for a card payment (OCPI 2.3.0, InvoiceCreator enum). */
public enum InvoiceCreator {
    CPO,
    PTP
}
