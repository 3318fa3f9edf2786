package org.ocpiplatform.contract.sessions;

import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.ocpi.sessions.ChargingPreferencesResponse;

/** The CPO's answer to a driver's charging preferences, and what it did to the session's history. */
public record ChargingPreferencesDecision(ChargingPreferencesResponse response, WriteResult result) {}
