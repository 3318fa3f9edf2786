package org.ocpiplatform.contract.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.tariffs.TariffEvent.TariffReplaced;

class StoredTypeSerializerTest {

    private final StoredTypeSerializer serializer = StoredTypeSerializer.create();

    @Test
    void eventsAreFoundByTheirStoredNames() {
        SerializedType stored = serializer.typeForClass(TariffReplaced.class);
        assertThat(stored.getName()).isEqualTo("tariffs.replaced");
        assertThat(serializer.classForType(stored)).isEqualTo(TariffReplaced.class);
    }

    @ParameterizedTest
    @CsvSource({"tariffs.replaced,2", "tariffs.replaced,99", "tariffs.exploded,1", "unheard_of.happened,1"})
    void whatALaterVersionStoredIsNotRead(String name, String revision) {
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> serializer.classForType(new SimpleSerializedType(name, revision)))
                .withMessageContaining(name)
                .withMessageContaining("later version")
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.UNAVAILABLE));
    }

    @Test
    void whatIsNoEventIsReadAsEver() {
        assertThat(serializer.classForType(serializer.typeForClass(MetaData.class)))
                .isEqualTo(MetaData.class);
        assertThat(serializer.classForType(SerializedType.emptyType())).isEqualTo(Void.class);
    }
}
