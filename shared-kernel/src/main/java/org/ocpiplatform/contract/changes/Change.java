package org.ocpiplatform.contract.changes;

import java.time.Instant;

/**
 * What an event made of an OCPI object: the content of a CloudEvent (CloudEvents 1.0).
 *
 * @param position of the event in the event store; the CloudEvent's {@code id}
 * @param module name of the OCPI module, or of the kind of object where a module has several
 * @param type {@code ocpi.<module>.<verb>}
 * @param source {@code /ocpi/<side>/<module>}
 * @param subject {@code <country code>/<party id>/<id>} of the object
 * @param key the same for all changes of one object, however its id is spelled, and for no other object's
 * @param data the object after the event, as partners are given it; {@code null} in JSON where it was withdrawn
 */
public record Change(
        long position,
        String module,
        String type,
        String source,
        String subject,
        String key,
        Instant time,
        String data) {}
