package org.ocpiplatform.ocpi.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OcpiDateTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2015-06-29T20:39:09Z,           2015-06-29T20:39:09Z",
        "2015-06-29T20:39:09,            2015-06-29T20:39:09Z",
        "2016-12-29T17:45:09.2Z,         2016-12-29T17:45:09.200Z",
        "2016-12-29T17:45:09.2,          2016-12-29T17:45:09.200Z",
        "2018-01-01T01:08:01.123Z,       2018-01-01T01:08:01.123Z",
        "2018-01-01T01:08:01.123999999Z, 2018-01-01T01:08:01.123Z",
        "2018-01-01T01:08:01.000999Z,    2018-01-01T01:08:01Z",
        "2024-02-29T00:00:00Z,           2024-02-29T00:00:00Z",
        "0000-01-01T00:00:00Z,           0000-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999999Z,    1969-12-31T23:59:59.999Z",
        "9999-12-31T23:59:59.999Z,       9999-12-31T23:59:59.999Z"
    })
    void isReadAsUtcAndCutToTheMillisecond(String text, Instant instant) {
        assertThat(OcpiDateTime.parse(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2015-06-29T20:39:09+00:00",
                "2015-06-29T20:39:09-00:00",
                "2015-06-29T22:39:09+02:00",
                "2015-06-29T20:39:09Z+00:00",
                "2015-06-29T20:39:09ZZ"
            })
    void offsetsAreRefusedEvenIfZero(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2015-06-29",
                "2015-06-29T20:39:0",
                "2015-06-29T20:39:09.",
                "2015-06-29T20:39:09.5ZZ",
                "2015-06-29T20:39:09.5 Z",
                "2015-06-29T20:39:/9Z",
                "2015-06-29T20:39::9Z",
                "2015-06-29T20:39Z",
                "2015-06-29 20:39:09Z",
                "2015-06-29t20:39:09z",
                "20150629T203909Z",
                "2015-6-29T20:39:09Z",
                "15-06-29T20:39:09Z",
                "+2015-06-29T20:39:09Z",
                "-2015-06-29T20:39:09Z",
                "10000-01-01T00:00:00Z",
                "2015-06-29T20:39:09.Z",
                "2015-06-29T20:39:09,5Z",
                "2015-06-29T20:39:09.1234567890Z",
                " 2015-06-29T20:39:09Z",
                "2015-06-29T20:39:09Z\n",
                "٢٠١٥-06-29T20:39:09Z"
            })
    void otherFormsAreRefused(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-02-29T00:00:00Z",
                "2023-04-31T00:00:00Z",
                "2023-00-01T00:00:00Z",
                "2023-13-01T00:00:00Z",
                "2023-01-00T00:00:00Z",
                "2023-01-01T24:00:00Z",
                "2023-01-01T00:60:00Z",
                "2023-01-01T00:00:61Z"
            })
    void momentsThatNoCalendarHasAreRefused(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @CsvSource({
        "2015-06-29T20:39:09Z,           2015-06-29T20:39:09Z",
        "2015-06-29T20:39:09.5Z,         2015-06-29T20:39:09.500Z",
        "2015-06-29T20:39:09.123456789Z, 2015-06-29T20:39:09.123Z",
        "2015-06-29T20:39:09.000999Z,    2015-06-29T20:39:09Z",
        "2015-06-29T00:00:00Z,           2015-06-29T00:00:00Z",
        "0000-01-01T00:00:00Z,           0000-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999Z,       1969-12-31T23:59:59.999Z",
        "2015-06-29T20:39:09.007Z,       2015-06-29T20:39:09.007Z",
        "0999-12-31T23:59:59.999Z,       0999-12-31T23:59:59.999Z",
        "9999-12-31T23:59:59.999Z,       9999-12-31T23:59:59.999Z",
        "+10000-01-01T00:00:00.020Z,     +10000-01-01T00:00:00.020Z",
        "-0001-01-01T00:00:00Z,          -0001-01-01T00:00:00Z"
    })
    void isWrittenWithZAndNoOrThreeFractionDigits(Instant instant, String text) {
        assertThat(OcpiDateTime.format(instant)).isEqualTo(text);
    }

    private static void assertRefused(String text) {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> OcpiDateTime.parse(text));
    }
}
