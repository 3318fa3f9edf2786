package org.ocpiplatform.contract.storage;

import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
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

    @Override
    protected String resolveClassName(SerializedType serializedType) {
        return EventTypes.classOf(serializedType.getName()).map(Class::getName).orElseGet(serializedType::getName);
    }
}
