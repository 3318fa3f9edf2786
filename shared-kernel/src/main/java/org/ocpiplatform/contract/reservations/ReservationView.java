package org.ocpiplatform.contract.reservations;

/** A reservation as the query side shows it. */
public record ReservationView(ReservationId id, ReservationStage stage, Hold hold) {}
