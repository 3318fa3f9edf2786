package org.ocpiplatform.write.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ocpiplatform.write.outbound.OutboundFailure.Reason;

class OutboundFailureTest {

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"REFUSED", "REFUSED_URL"})
    void whereThePartnerSaidNothingOfTheRequestItMaySucceedLater(Reason reason) {
        assertThat(new OutboundFailure(reason, "why").outage()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"200,3000", "200,4002", "401,2000", "403,2000", "408,", "429,", "500,", "503,2000"})
    void soItMayWhenThePartnerIsNotWellOrDoesNotAcceptUs(int httpStatus, Integer statusCode) {
        assertThat(new OutboundFailure(Reason.REFUSED, "why", httpStatus, statusCode).outage())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"200,2001", "200,2000", "400,2001", "404,2003", "404,", "405,", "422,999"})
    void aRequestThatIsRefusedForItselfIsNotSentAgain(int httpStatus, Integer statusCode) {
        assertThat(new OutboundFailure(Reason.REFUSED, "why", httpStatus, statusCode).outage())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = "REFUSED_URL")
    void norIsOneToAUrlThatIsNotCalled(Reason reason) {
        assertThat(new OutboundFailure(reason, "why").outage()).isFalse();
    }
}
