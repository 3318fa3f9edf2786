package org.ocpiplatform.write.pushes;

/** Ids under which history ties together what was done in one go, where no request of a partner led to it. */
@FunctionalInterface
public interface CorrelationIds {

    /** Another id. */
    String next();
}
