package org.ocpiplatform.api.backoffice.graphql;

import graphql.ErrorClassification;

/** What {@code extensions.code} of an error may be. */
enum ErrorCode implements ErrorClassification {
    /** The request is wrong, and would be so again. */
    BAD_REQUEST,
    /** The login session that a subscription belongs to has ended. */
    UNAUTHORIZED,
    /** A store does not answer, or a subscriber is too slow; a repeat may succeed. */
    UNAVAILABLE,
    /** The platform has made a mistake, and logged it. */
    INTERNAL_ERROR
}
