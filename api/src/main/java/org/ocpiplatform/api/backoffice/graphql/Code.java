package org.ocpiplatform.api.backoffice.graphql;

/**
 * A value of an enum of OCPI as the back office is shown it.
 *
 * @param id never changes for a value of an enum
 * @param code the value
 * @param description short English text; the value itself if OCPI does not list it
 */
record Code(int id, String code, String description) {}
