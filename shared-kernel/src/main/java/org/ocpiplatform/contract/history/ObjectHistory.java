package org.ocpiplatform.contract.history;

/**
 * How an object came to be as it is.
 *
 * @param events the oldest first; whoever got them closes them
 */
public record ObjectHistory(AuditedObject object, Pages<HistoryEvent> events) {}
