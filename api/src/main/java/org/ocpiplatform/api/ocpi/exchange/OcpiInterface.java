package org.ocpiplatform.api.ocpi.exchange;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.Side;
import org.springframework.stereotype.Controller;

/**
 * Marks a controller of an interface of an OCPI module, or of both its interfaces. The list of endpoints that partners
 * are given is made of these annotations. The controller's {@code @RequestMapping} begins with
 * {@code /ocpi/{side}/2.3.0/{module}} for each; which side was called, its methods are told by a parameter of type
 * {@link Side}.
 */
@Controller
@Documented
@Repeatable(OcpiInterfaces.class)
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
