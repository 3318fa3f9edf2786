package org.ocpiplatform.ocpi.versions;

import java.util.List;

/** The endpoints of one version (OCPI 2.3.0, Version details). */
public record VersionDetails(String version, List<Endpoint> endpoints) {}
