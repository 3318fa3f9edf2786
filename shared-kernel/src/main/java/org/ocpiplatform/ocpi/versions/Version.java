package org.ocpiplatform.ocpi.versions;

/** A version that a platform speaks and where its details are (OCPI 2.3.0, Version class). */
public record Version(String version, String url) {}
