package org.ocpiplatform.write.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.queryhandling.annotation.AnnotationQueryHandlerAdapter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.hub.PassOn;
import org.ocpiplatform.contract.hub.PassedOn;
import org.ocpiplatform.contract.partners.PartnerConnection;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.contract.partners.PartnerQuery.ListPartnerLinks;
import org.ocpiplatform.contract.partners.PartnerQuirks;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.contract.secrets.SealedSecret;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.ocpiplatform.ocpi.types.BusinessDetails;
import org.ocpiplatform.ocpi.versions.Endpoint;
import org.ocpiplatform.write.outbound.OutboundFailure;
import org.ocpiplatform.write.outbound.OutboundRequest;
import org.ocpiplatform.write.outbound.OutboundResponse;
import org.ocpiplatform.write.outbound.TestOutbound;

class RequestForwarderTest {

    private static final String OK = "{\"status_code\":1000}";
    private static final PartyId CPO = PartyId.of("DE", "CPO");
    private static final PartyId EMSP = PartyId.of("NL", "MSP");
    private static final SecretSeal SEAL = new SecretSeal(SecretSeal.newKey(new SecureRandom()), new SecureRandom());

    private final List<OutboundRequest> sent = new ArrayList<>();
    private OutboundResponse answer = new OutboundResponse(200, Map.of(), OK.getBytes(StandardCharsets.UTF_8));
    private @Nullable OutboundFailure failure;
    private SealedSecret token = SEAL.seal("their-token");
    private RequestForwarder forwarder;

    @BeforeEach
    void forwarder() {
        SimpleQueryBus bus = SimpleQueryBus.builder().build();
        new AnnotationQueryHandlerAdapter<>(new Partners()).subscribe(bus);
        forwarder = new RequestForwarder(
                TestOutbound.directory(
                        DefaultQueryGateway.builder().queryBus(bus).build()),
                TestOutbound.calls(this::exchange, SEAL),
                this::exchange);
    }

    /** One CPO is registered. */
    final class Partners {

        @QueryHandler
        List<PartnerLink> handle(ListPartnerLinks query) {
            return List.of(link("https://cpo.example/ocpi/sender/locations/", "https://cpo.example/rcv/tokens"));
        }
    }

    private OutboundResponse exchange(OutboundRequest request) {
        sent.add(request);
        if (request.peer().token().equals("void")) {
            token = SEAL.seal("renewed");
            return new OutboundResponse(401, Map.of(), "{\"status_code\":2000}".getBytes(StandardCharsets.UTF_8));
        }
        if (failure != null) {
            throw failure;
        }
        return answer;
    }

    @Test
    void theRequestGoesToTheSameInterfaceOfThePartnerWithBothPartiesNamed() {
        forwarder.handle(pass(InterfaceRole.SENDER, ModuleId.LOCATIONS, "GET", "/LOC%2F1?x=%20y", null));
        forwarder.handle(pass(InterfaceRole.SENDER, ModuleId.LOCATIONS, "GET", "?limit=5", null));
        forwarder.handle(pass(InterfaceRole.RECEIVER, ModuleId.TOKENS, "PUT", "/NL/MSP/T1", "{\"a\":1}"));

        assertThat(sent)
                .extracting(OutboundRequest::url)
                .containsExactly(
                        "https://cpo.example/ocpi/sender/locations/LOC%2F1?x=%20y",
                        "https://cpo.example/ocpi/sender/locations/?limit=5",
                        "https://cpo.example/rcv/tokens/NL/MSP/T1");
        OutboundRequest put = sent.getLast();
        assertThat(put.method()).isEqualTo("PUT");
        assertThat(put.body()).isEqualTo("{\"a\":1}");
        assertThat(put.correlationId()).isEqualTo("correlation");
        assertThat(put.routing().from()).isEqualTo(EMSP);
        assertThat(put.routing().to()).isEqualTo(CPO);
        assertThat(put.peer().token()).isEqualTo("their-token");
    }

    @Test
    void theAnswerComesBackAsItIsButItsLinksLeadThroughTheHub() {
        answer = new OutboundResponse(
                404,
                Map.of(
                        "link",
                        List.of("<https://cpo.example/ocpi/sender/locations?offset=5&limit=5>; rel=\"next\""),
                        "x-total-count",
                        List.of("12"),
                        "x-limit",
                        List.of("5"),
                        "set-cookie",
                        List.of("a=b")),
                "{\"status_code\":2003}".getBytes(StandardCharsets.UTF_8));

        PassedOn passed = forwarder.handle(pass(InterfaceRole.SENDER, ModuleId.LOCATIONS, "GET", "", null));

        assertThat(passed.status()).isEqualTo(404);
        assertThat(passed.body()).isEqualTo("{\"status_code\":2003}");
        assertThat(passed.next()).isEqualTo("?offset=5&limit=5");
        assertThat(passed.headers()).isEqualTo(Map.of("X-Total-Count", "12", "X-Limit", "5"));
    }

    @Test
    void aCreatedCdrIsFoundThroughTheHubWhereverItIs() {
        answer = new OutboundResponse(
                201,
                Map.of("location", List.of("https://elsewhere.example/cdrs/C1")),
                OK.getBytes(StandardCharsets.UTF_8));

        assertThat(forwarder
                        .handle(pass(
                                InterfaceRole.RECEIVER,
                                ModuleId.CDRS,
                                "POST",
                                "",
                                "{\"country_code\":\"NL\",\"party_id\":\"MSP\",\"id\":\"C 1\"}"))
                        .location())
                .isEqualTo("/NL/MSP/C%201");
    }

    @Test
    void aLocationElsewhereIsNotHandedOn() {
        answer = new OutboundResponse(
                201,
                Map.of("location", List.of("https://elsewhere.example/cdrs/C1")),
                OK.getBytes(StandardCharsets.UTF_8));

        assertThat(forwarder
                        .handle(pass(InterfaceRole.RECEIVER, ModuleId.TOKENS, "PUT", "/NL/MSP/T1", "{}"))
                        .location())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"200, <html>", "200, {}", "500, ''", "204, ''", "401, {\"status_code\":2000}"})
    void whatIsNoOcpiOrConcernsTheHubAloneIsNotHandedOn(int status, String body) {
        answer = new OutboundResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));

        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> forwarder.handle(pass(InterfaceRole.SENDER, ModuleId.LOCATIONS, "GET", "", null)))
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.NOT_ROUTABLE));
    }

    @ParameterizedTest
    @CsvSource({
        "TIMEOUT,       RECEIVER_TIMEOUT",
        "NO_CONNECTION, RECEIVER_NOT_CONNECTED",
        "CIRCUIT_OPEN,  RECEIVER_NOT_CONNECTED",
        "BUSY,          RECEIVER_NOT_CONNECTED",
        "TOO_LARGE,     NOT_ROUTABLE"
    })
    void whatFailsOnTheWayIsTheHubsToTell(OutboundFailure.Reason reason, Rejection.Code code) {
        failure = new OutboundFailure(reason, "secret detail");

        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> forwarder.handle(pass(InterfaceRole.SENDER, ModuleId.LOCATIONS, "GET", "", null)))
                .satisfies(rejection -> {
                    assertThat(rejection.code()).isEqualTo(code);
                    assertThat(rejection.getMessage()).contains("DE-CPO").doesNotContain("secret");
                });
    }

    @Test
    void aPartyThatNobodySpeaksForIsUnknownAndAnInterfaceThatItLacksCannotBeReached() {
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> forwarder.handle(new PassOn(
                        PartyId.of("FR", "XXX"), EMSP, "GET", ModuleId.LOCATIONS, InterfaceRole.SENDER, "", "c", null)))
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.UNKNOWN_RECEIVER));
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> forwarder.handle(pass(InterfaceRole.SENDER, ModuleId.CDRS, "GET", "", null)))
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.NOT_ROUTABLE));
        assertThat(sent).isEmpty();
    }

    private static PassOn pass(InterfaceRole role, ModuleId module, String method, String rest, @Nullable String body) {
        return new PassOn(CPO, EMSP, method, module, role, rest, "correlation", body);
    }

    private PartnerLink link(String locations, String tokens) {
        return new PartnerLink(
                new PartnerView(
                        new PartnerId("cpo"),
                        "CPO",
                        PartnerState.REGISTERED,
                        List.of(new CredentialsRole(
                                Role.CPO,
                                new BusinessDetails("CPO", null, null, Map.of()),
                                CiString.of("CPO"),
                                CiString.of("DE"),
                                Map.of())),
                        null,
                        Instant.EPOCH,
                        "https://cpo.example/versions",
                        List.of(),
                        PartnerQuirks.NONE,
                        PartnerQuirks.NONE),
                new PartnerConnection(
                        "https://cpo.example/versions",
                        token,
                        List.of(
                                new Endpoint(ModuleId.LOCATIONS, InterfaceRole.SENDER, locations),
                                new Endpoint(ModuleId.CDRS, InterfaceRole.RECEIVER, "https://cpo.example/rcv/cdrs"),
                                new Endpoint(ModuleId.TOKENS, InterfaceRole.RECEIVER, tokens))));
    }
}
