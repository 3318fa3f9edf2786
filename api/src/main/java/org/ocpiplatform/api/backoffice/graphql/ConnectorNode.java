package org.ocpiplatform.api.backoffice.graphql;

import java.time.Instant;
import org.ocpiplatform.contract.fleet.FleetEvse;
import org.ocpiplatform.ocpi.locations.Connector;

/** A connector within an answer. */
record ConnectorNode(FleetEvse evse, Connector shown, Instant created) {}
