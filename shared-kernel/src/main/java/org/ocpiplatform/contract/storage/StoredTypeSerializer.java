package org.ocpiplatform.contract.storage;

import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.StoredType;
import org.ocpiplatform.ocpi.json.OcpiJson;

/** Writes events under their {@linkplain StoredType stored names}, with the JSON that OCPI objects have at the edge. */
public final class StoredTypeSerializer extends Jackson3Serializer {

    private StoredTypeSerializer(Builder builder) {
        super(builder);
    }

    /** The serializer of all events. */
    public static StoredTypeSerializer create() {
        Builder builder = Jackson3Serializer.builder();
        builder.jsonMapperBuilderCustomizer(OcpiJson::configure);
        return new StoredTypeSerializer(builder);
    }

    @Override
    public SerializedType typeForClass(Class type) {
        SerializedType byClass = super.typeForClass(type);
        return type == null
                ? byClass
                : EventTypes.nameOf(type)
                        .<SerializedType>map(name -> new SimpleSerializedType(name, byClass.getRevision()))
                        .orElse(byClass);
    }

    /**
     * The class of an event, as this version of the software knows it.
     *
     * @throws Rejection if a later version has written the event: to leave out what is not understood would make whatever
     *     is folded from it wrong
     */
    @Override
    public Class classForType(SerializedType type) {
        // To ask the class loader for each event anew would take as long as to look what it says at a glance.
        Class known = EventTypes.classOf(type.getName()).orElse(null);
        if (known == null) {
            known = super.classForType(type);
        }
        if (UnknownSerializedType.class.equals(known) || isLater(type, known)) {
            throw new Rejection(
                    Rejection.Code.UNAVAILABLE,
                    "an event " + type.getName() + " of revision " + type.getRevision()
                            + " was stored by a later version of this software, to which this node must be upgraded");
        }
        return known;
    }

    private boolean isLater(SerializedType type, Class known) {
        if (type.getRevision() == null || EventTypes.classOf(type.getName()).isEmpty()) {
            return false;
        }
        String revision = super.typeForClass(known).getRevision();
        return revision != null && Integer.parseInt(type.getRevision()) > Integer.parseInt(revision);
    }

    @Override
    protected String resolveClassName(SerializedType serializedType) {
        return EventTypes.classOf(serializedType.getName()).map(Class::getName).orElseGet(serializedType::getName);
    }
}
