package org.ocpiplatform.ocpi.versions;

import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.ModuleId;

/** Where a platform serves one interface of a module (OCPI 2.3.0, Endpoint class). */
public record Endpoint(ModuleId identifier, InterfaceRole role, String url) {}
