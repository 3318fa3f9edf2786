package org.ocpiplatform.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name under which an event is stored for ever, so that its class may be renamed or moved. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface StoredType {

    /** {@code <module>.<past participle>}, unique among all events. */
    String value();
}
