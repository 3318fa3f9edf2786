package org.ocpiplatform.api.ocpi.exchange;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Side;
import org.springframework.stereotype.Controller;

/**
 * Marks the controller of one interface of an OCPI module. The list of endpoints that partners are given is made of
 * these annotations and the path of the same class's {@code @RequestMapping}.
 */
@Controller
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OcpiInterface {

    /** Identifier of the module, as in {@link org.ocpiplatform.ocpi.ModuleId}. */
    String module();

    /** Whether the interface is the data owner's or that of those to whom it is pushed. */
    InterfaceRole role();

    /** The role in which this platform holds the data. */
    Side side();
}
