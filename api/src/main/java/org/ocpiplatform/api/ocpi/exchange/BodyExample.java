package org.ocpiplatform.api.ocpi.exchange;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the body that the documentation shows for a route, a file of {@code examples} without its ending. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface BodyExample {

    String value();

    /** Whether the route needs a body. */
    boolean required() default true;
}
