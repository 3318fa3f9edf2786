package org.ocpiplatform.write.sessions;

/**
 * What this CPO asks of charging preferences beyond the protocol.
 *
 * @param departureRequired whether preferences without a departure time are refused
 * @param energyNeedRequired whether preferences without an energy need are refused
 */
public record ChargingPreferencesPolicy(boolean departureRequired, boolean energyNeedRequired) {}
