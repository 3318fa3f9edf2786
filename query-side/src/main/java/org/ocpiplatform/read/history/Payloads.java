package org.ocpiplatform.read.history;

import java.util.List;
import org.ocpiplatform.contract.secrets.Secret;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.ser.std.StdSerializer;

/** What events say, without what is {@linkplain Secret secret} in it. */
final class Payloads {

    /** What stands in the place of a secret. */
    static final String WITHHELD = "(secret)";

    private static final JsonMapper MAPPER = OcpiJson.configure(JsonMapper.builder())
            .addModule(new SimpleModule("secrets").setSerializerModifier(new Withholding()))
            .build();

    private Payloads() {}

    /** The JSON of an event's payload, as it is stored but for the secrets. */
    static JsonNode shown(Object payload) {
        return MAPPER.valueToTree(payload);
    }

    private static final class Withholding extends ValueSerializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public List<BeanPropertyWriter> changeProperties(
                SerializationConfig config, BeanDescription.Supplier description, List<BeanPropertyWriter> properties) {
            properties.replaceAll(
                    property -> property.getAnnotation(Secret.class) == null ? property : new Withheld(property));
            return properties;
        }

        @Override
        public ValueSerializer<?> modifySerializer(
                SerializationConfig config, BeanDescription.Supplier description, ValueSerializer<?> serializer) {
            return description.getBeanClass().isAnnotationPresent(Secret.class) ? new WithheldSerializer() : serializer;
        }
    }

    private static final class Withheld extends BeanPropertyWriter {

        private static final long serialVersionUID = 1L;

        Withheld(BeanPropertyWriter property) {
            super(property);
        }

        @Override
        public void serializeAsProperty(Object bean, JsonGenerator generator, SerializationContext context) {
            generator.writeName(getName());
            generator.writeString(WITHHELD);
        }
    }

    private static final class WithheldSerializer extends StdSerializer<Object> {

        WithheldSerializer() {
            super(Object.class);
        }

        @Override
        public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(WITHHELD);
        }
    }
}
