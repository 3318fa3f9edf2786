package org.ocpiplatform.ocpi.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncodedJsonTest {

    private static final byte[] STORED = "…[\"é\",1]…".getBytes(UTF_8);
    private static final EncodedJson PART = EncodedJson.part(STORED, 3, STORED.length - 6);

    @Test
    void aPartOfLargerBytesIsWhatItsTextIs() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PART.writeTo(out);

        assertThat(out.toString(UTF_8)).isEqualTo("[\"é\",1]");
        assertThat(PART).hasToString("[\"é\",1]");
        assertThat(PART.length()).isEqualTo(8);
        assertThat(PART.tree()).isEqualTo(OcpiJson.mapper().readTree("[\"é\",1]"));
        assertThat(PART.read(List.class)).isEqualTo(List.of("é", 1));
    }

    @Test
    void equalIsWhatHasTheSameBytes() {
        assertThat(PART)
                .isEqualTo(EncodedJson.of("[\"é\",1]"))
                .hasSameHashCodeAs(EncodedJson.of("[\"é\",1]"))
                .isEqualTo(EncodedJson.value(List.of("é", 1)))
                .isNotEqualTo(EncodedJson.of("[\"é\",2]"))
                .isNotEqualTo("[\"é\",1]");
    }
}
