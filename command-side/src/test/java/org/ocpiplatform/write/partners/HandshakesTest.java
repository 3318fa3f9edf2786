package org.ocpiplatform.write.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.ocpiplatform.ocpi.credentials.CredentialsRoles.aRole;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.partners.AccessTokens;
import org.ocpiplatform.contract.partners.PartnerCommand.AcceptCredentials;
import org.ocpiplatform.contract.partners.PartnerCommand.ConnectPartner;
import org.ocpiplatform.contract.partners.PartnerCommand.EndRegistration;
import org.ocpiplatform.contract.partners.PartnerCommand.EndedRegistration;
import org.ocpiplatform.contract.partners.PartnerCommand.InvitePartner;
import org.ocpiplatform.contract.partners.PartnerCommand.ProvisionPartner;
import org.ocpiplatform.contract.partners.PartnerCommand.Reach;
import org.ocpiplatform.contract.partners.PartnerCommand.RecordQuirks;
import org.ocpiplatform.contract.partners.PartnerCommand.RotateCredentials;
import org.ocpiplatform.contract.partners.PartnerCommand.SetQuirks;
import org.ocpiplatform.contract.partners.PartnerCommand.UnregisterPartner;
import org.ocpiplatform.contract.partners.PartnerConnection;
import org.ocpiplatform.contract.partners.PartnerEvent.ConnectionFailed;
import org.ocpiplatform.contract.partners.PartnerEvent.ConnectionStarted;
import org.ocpiplatform.contract.partners.PartnerEvent.CredentialsExchanged;
import org.ocpiplatform.contract.partners.PartnerEvent.PartnerProvisioned;
import org.ocpiplatform.contract.partners.PartnerEvent.PartnerUnregistered;
import org.ocpiplatform.contract.partners.PartnerEvent.QuirksSeen;
import org.ocpiplatform.contract.partners.PartnerEvent.QuirksSet;
import org.ocpiplatform.contract.partners.PartnerEvent.TokenOfferWithdrawn;
import org.ocpiplatform.contract.partners.PartnerEvent.TokenOffered;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.contract.partners.PartnerQuirks;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.contract.partners.PartyClaimEvent.PartyClaimGranted;
import org.ocpiplatform.contract.partners.PartyClaimEvent.PartyClaimReleased;
import org.ocpiplatform.contract.partners.PartyClaimId;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.credentials.Credentials;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.validation.Invalid;
import org.ocpiplatform.write.outbound.OutboundFailure;
import org.ocpiplatform.write.outbound.OutboundResponse;

/** Registration in both directions, against a platform that answers as it is told. */
@Timeout(60)
class HandshakesTest {

    private static final String VERSIONS = "https://they.example/versions";
    private static final String DETAILS = "https://they.example/2.3.0";
    private static final String CREDENTIALS = "https://they.example/credentials";
    private static final PartnerId P = new PartnerId("p1");
    private static final CredentialsRole EMSP = aRole(Role.EMSP, "DE", "FST");
    private static final CredentialsRole OTHER_EMSP = aRole(Role.EMSP, "BE", "OTH");
    private static final String TOKEN_B = "token-b-of-the-partner";

    private WriteSide side = new WriteSide();

    @Nested
    class Accepting {

        @Test
        void anInvitedPartnerIsCalledBackAndRegistered() {
            invite(P, "A", EMSP);
            answerWell();

            WriteResult result = accept(P, true, "A", "C", EMSP, OTHER_EMSP);

            assertThat(result.aggregateId()).isEqualTo("p1");
            assertThat(side.asked()).containsExactly("GET " + VERSIONS, "GET " + DETAILS);
            assertThat(side.requests).allSatisfy(request -> {
                assertThat(request.peer().token()).isEqualTo(TOKEN_B);
                assertThat(request.routing().from()).isNull();
            });
            CredentialsExchanged exchanged =
                    side.stored(CredentialsExchanged.class).getFirst();
            assertThat(exchanged.roles()).containsExactly(EMSP, OTHER_EMSP);
            assertThat(exchanged.tokenHash()).isEqualTo(AccessTokens.hash("C"));
            assertThat(exchanged.connection().endpoints())
                    .extracting(endpoint -> endpoint.identifier().value() + " " + endpoint.role())
                    .containsExactly("credentials SENDER", "tokens SENDER", "fst-own RECEIVER");
            assertThat(side.seal.open(exchanged.connection().token())).isEqualTo(TOKEN_B);
            assertThat(exchanged.given()).isEqualTo(side.ourselves.fingerprint(side.ourselves.of(P, List.of(EMSP))));
            assertThat(OcpiJson.mapper().writeValueAsString(side.stored())).doesNotContain(TOKEN_B);
            assertThat(holders()).containsExactly("EMSP BE-OTH", "EMSP DE-FST");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "GET versions | 500 | {\"status_code\":3000} | CLIENT_UNREACHABLE | versions: GET",
                    "GET versions | 401 | {\"status_code\":2000,\"status_message\":\"no token-b-of-the-partner\"} | CLIENT_UNREACHABLE | no ***",
                    "GET versions | 200 | {\"status_code\":2001,\"data\":[]} | CLIENT_UNREACHABLE | 2001",
                    "GET versions | 200 | <html> | CLIENT_UNREACHABLE | without an OCPI envelope",
                    "GET versions | 200 | {\"status_code\":1000} | CLIENT_UNREACHABLE | no list of versions",
                    "GET versions | 200 | {\"status_code\":1000,\"data\":[{\"version\":\"2.3.0\"}]} | CLIENT_UNREACHABLE | has no url",
                    "GET versions | 200 | {\"status_code\":1000,\"data\":[]} | VERSION_UNSUPPORTED | not in the list",
                    "GET versions | 200 | {\"status_code\":1000,\"data\":[{\"version\":\"2.2.1\",\"url\":\"https://they.example/2.2.1\"}]} | VERSION_UNSUPPORTED | not in the list",
                    "GET details | 500 | {\"status_code\":3000} | CLIENT_UNREACHABLE | version details: GET",
                    "GET details | 200 | {\"status_code\":1000,\"data\":{\"version\":\"2.2.1\",\"endpoints\":[]}} | CLIENT_UNREACHABLE | no details of version 2.3.0",
                    "GET details | 200 | {\"status_code\":1000,\"data\":{\"version\":\"2.3.0\"}} | CLIENT_UNREACHABLE | no list of endpoints",
                    "GET details | 200 | {\"status_code\":1000,\"data\":{\"version\":\"2.3.0\",\"endpoints\":[{\"identifier\":\"tokens\",\"role\":\"KING\",\"url\":\"https://x.example\"}]}} | CLIENT_UNREACHABLE | neither SENDER nor RECEIVER",
                    "GET details | 200 | {\"status_code\":1000,\"data\":{\"version\":\"2.3.0\",\"endpoints\":[{\"identifier\":\"tokens\",\"role\":\"SENDER\",\"url\":\"/tokens\"}]}} | CLIENT_UNREACHABLE | no url",
                    "GET details | 200 | {\"status_code\":1000,\"data\":{\"version\":\"2.3.0\",\"endpoints\":[]}} | ENDPOINTS_MISSING | no credentials endpoint",
                    "GET details | 200 | {\"status_code\":1000,\"data\":{\"version\":\"2.3.0\",\"endpoints\":[{\"identifier\":\"credentials\",\"url\":\"https://x.example\"},{\"identifier\":\"tokens\",\"role\":\"RECEIVER\",\"url\":\"https://x.example\"}]}} | ENDPOINTS_MISSING | [CPO] could use"
                })
        void whatTheCallBackRunsIntoIsToldAndNothingIsStored(
                String step, int status, String body, Rejection.Code code, String message) {
            invite(P, "A", EMSP);
            answerWell();
            side.when(step.equals("GET versions") ? "GET " + VERSIONS : "GET " + DETAILS, status, body);
            int before = side.stored().size();

            Rejection rejection = rejected(() -> accept(P, true, "A", "C", EMSP));

            assertThat(rejection.code()).isEqualTo(code);
            assertThat(rejection.getMessage()).contains(message).doesNotContain(TOKEN_B);
            assertThat(side.stored()).hasSize(before);
            answerWell();
            assertThat(accept(P, true, "A", "C", EMSP)).isNotNull();
        }

        @Test
        void aUrlThatIsNotForUsToCallIsToldAsUnreachable() {
            invite(P, "A", EMSP);
            side.when("GET " + VERSIONS, request -> {
                throw new OutboundFailure(OutboundFailure.Reason.REFUSED_URL, "private");
            });

            assertThat(rejected(() -> accept(P, true, "A", "C", EMSP)).code())
                    .isEqualTo(Rejection.Code.CLIENT_UNREACHABLE);
        }

        @Test
        void whoIsConnectedDoesNotRegisterAndWhoIsNotDoesNotChange() {
            invite(P, "A", EMSP);
            answerWell();
            assertThat(rejected(() -> accept(P, false, "A", "C", EMSP)).offered())
                    .containsExactly("GET", "POST");
            assertThat(rejected(() -> side.send(new UnregisterPartner(P))).offered())
                    .containsExactly("GET", "POST");
            assertThat(side.requests).isEmpty();

            accept(P, true, "A", "C", EMSP);
            int calls = side.requests.size();

            Rejection again = rejected(() -> accept(P, true, "C", "D", EMSP));
            assertThat(again.code()).isEqualTo(Rejection.Code.NOT_OFFERED);
            assertThat(again.offered()).containsExactly("GET", "PUT", "DELETE");
            assertThat(side.requests).hasSize(calls);
        }

        @Test
        void aVoidTokenChangesNothing() {
            register();

            assertThat(rejected(() -> accept(P, false, "A", "D", EMSP)).code()).isEqualTo(Rejection.Code.CONFLICT);
        }

        @Test
        void aProvisionedPartnerRegistersByChangingItsCredentials() {
            side.send(new ProvisionPartner(P, "P", List.of(EMSP), null, AccessTokens.hash("C"), null));
            answerWell();
            assertThat(rejected(() -> accept(P, true, "C", "D", EMSP)).code()).isEqualTo(Rejection.Code.NOT_OFFERED);

            accept(P, false, "C", "D", EMSP);

            assertThat(side.stored(CredentialsExchanged.class)).hasSize(1);
        }

        @Test
        void rolesAreClaimedAndReleasedWithTheExchange() {
            register();

            accept(P, false, "C", "D", OTHER_EMSP);

            assertThat(holders()).containsExactly("EMSP BE-OTH");
            invite(new PartnerId("p2"), "A2", EMSP);
        }

        @Test
        void aRoleOfAnotherPartnerIsAConflictAndTheOldTokenStaysValid() {
            register();
            invite(new PartnerId("p2"), "A2", OTHER_EMSP);

            assertThat(rejected(() -> accept(P, false, "C", "D", EMSP, OTHER_EMSP))
                            .code())
                    .isEqualTo(Rejection.Code.CONFLICT);
            assertThat(accept(P, false, "C", "D", EMSP)).isNotNull();
        }

        @Test
        void nobodyBecomesUsButWhomAnAdministratorMadeSo() {
            invite(P, "A", EMSP);
            answerWell();

            Rejection rejection = rejected(() -> accept(P, true, "A", "C", EMSP, WriteSide.OWN_CPO));
            assertThat(rejection.code()).isEqualTo(Rejection.Code.INVALID);
            assertThat(rejection.getMessage()).contains("NL-OWN").contains("ocpi.parties");
            assertThat(side.requests).isEmpty();

            PartnerId ours = new PartnerId("ours");
            side.send(
                    new ProvisionPartner(ours, "Ours", List.of(WriteSide.OWN_CPO), null, AccessTokens.hash("C"), null));
            assertThat(accept(ours, false, "C", "C2", WriteSide.OWN_CPO)).isNotNull();
        }

        @Test
        void rolesThatAreInvalidOrTwiceThereAreRefusedBeforeAnyCall() {
            invite(P, "A", EMSP);

            assertThat(rejected(() -> accept(P, true, "A", "C", EMSP, aRole(Role.EMSP, "de", "fst")))
                            .code())
                    .isEqualTo(Rejection.Code.INVALID);
            assertThat(catchThrowableOfType(
                            Invalid.class, () -> accept(P, true, "A", "C", aRole(Role.CPO, "DEU", "FST"))))
                    .hasMessageContaining("country_code");
            assertThat(side.requests).isEmpty();
        }

        @Test
        void ofManyRegistrationsWithOneTokenOneSucceeds() throws Exception {
            invite(P, "A", EMSP);
            answerWell();
            CyclicBarrier allCalledBack = new CyclicBarrier(8);
            side.when("GET " + VERSIONS, request -> {
                await(allCalledBack);
                return WriteSide.response(200, versions());
            });

            List<String> outcomes = together(8, n -> accept(P, true, "A", "C" + n, EMSP));

            assertThat(outcomes)
                    .containsOnlyOnce("done")
                    .filteredOn("NOT_OFFERED"::equals)
                    .hasSize(7);
            assertThat(side.stored(CredentialsExchanged.class)).hasSize(1);
        }

        @Test
        void ofManyChangesWithOneTokenOneSucceeds() throws Exception {
            register();
            CyclicBarrier allCalledBack = new CyclicBarrier(8);
            side.when("GET " + VERSIONS, request -> {
                await(allCalledBack);
                return WriteSide.response(200, versions());
            });

            List<String> outcomes = together(8, n -> accept(P, false, "C", "D" + n, EMSP));

            assertThat(outcomes)
                    .containsOnlyOnce("done")
                    .filteredOn("CONFLICT"::equals)
                    .hasSize(7);
        }

        @Test
        void thePartnerMayBeUsedWhileItIsCalledBack() {
            invite(P, "A", EMSP);
            answerWell();
            side.when("GET " + DETAILS, request -> {
                // As a request of the partner would come: on another thread.
                CompletableFuture.runAsync(() -> side.send(new SetQuirks(P, new PartnerQuirks(true, null, null, null))))
                        .join();
                return WriteSide.response(200, details());
            });

            assertThat(accept(P, true, "A", "C", EMSP)).isNotNull();
            assertThat(side.stored(QuirksSet.class)).hasSize(1);
        }
    }

    @Nested
    class WhatACompanyTookOver {

        private final PartyClaimId claim = new PartyClaimId(EMSP.role(), EMSP.party());
        private final PartyClaimId other = new PartyClaimId(OTHER_EMSP.role(), OTHER_EMSP.party());

        @Test
        void whileThePartnerIsCalledBackIsNotGivenToIt() {
            invite(P, "A", EMSP);
            side.when("GET " + VERSIONS, 200, versions());
            side.when("GET " + DETAILS, request -> {
                side.takeOver(other, "c1");
                return WriteSide.response(200, details());
            });

            Rejection rejection = rejected(() -> accept(P, true, "A", "C", EMSP, OTHER_EMSP));

            assertThat(rejection.code()).isEqualTo(Rejection.Code.CONFLICT);
            assertThat(rejection).hasMessageContaining("EMSP BE-OTH");
            assertThat(side.stored(CredentialsExchanged.class)).isEmpty();
            assertThat(accept(P, true, "A", "C", EMSP)).isNotNull();
        }

        @Test
        void isNotGivenToWhomWeConnectTo() {
            answerWell();
            side.when("POST " + CREDENTIALS, request -> {
                side.takeOver(claim, "c1");
                return WriteSide.response(201, credentials("C-of-theirs", "DE", "FST"));
            });

            assertThat(rejected(HandshakesTest.this::connect).code()).isEqualTo(Rejection.Code.CONFLICT);
            assertThat(side.stored(CredentialsExchanged.class)).isEmpty();
            assertThat(side.stored(ConnectionFailed.class)).hasSize(1);
        }

        @Test
        void staysWithItsOwnSystem() {
            side.takeOver(claim, "c1");
            side.send(new ProvisionPartner(P, "Own", List.of(EMSP), null, AccessTokens.hash("A"), null));

            assertThat(side.stored(PartnerProvisioned.class)).hasSize(1);
            assertThat(holders()).containsExactly("EMSP DE-FST");
        }
    }

    @Nested
    class Connecting {

        @Test
        void wePickTheVersionOfferATokenAndTakeTheirs() {
            answerWell();
            side.when("POST " + CREDENTIALS, request -> {
                assertThat(request.peer().token()).isEqualTo("A-of-theirs");
                Credentials ours = OcpiJson.mapper().readValue(request.body(), Credentials.class);
                assertThat(side.stored(ConnectionStarted.class).getFirst().tokenHash())
                        .isEqualTo(AccessTokens.hash(ours.token()));
                assertThat(ours.url()).isEqualTo(WriteSide.OWN_VERSIONS);
                assertThat(ours.roles()).containsExactly(WriteSide.OWN_CPO);
                return WriteSide.response(201, credentials("C-of-theirs", "DE", "FST"));
            });

            connect();

            CredentialsExchanged exchanged =
                    side.stored(CredentialsExchanged.class).getFirst();
            assertThat(side.seal.open(exchanged.connection().token())).isEqualTo("C-of-theirs");
            assertThat(exchanged.connection().versionsUrl()).isEqualTo(VERSIONS);
            assertThat(exchanged.roles()).extracting(CredentialsRole::party).containsExactly(PartyId.of("DE", "FST"));
            assertThat(exchanged.tokenHash())
                    .isEqualTo(side.stored(ConnectionStarted.class).getFirst().tokenHash());
            assertThat(holders()).containsExactly("EMSP DE-FST");
        }

        @Test
        void endpointsThatAreMissingEndItBeforeAnyPost() {
            answerWell();
            side.when(
                    "GET " + DETAILS, 200, "{\"status_code\":1000,\"data\":{\"version\":\"2.3.0\",\"endpoints\":[]}}");

            assertThat(rejected(HandshakesTest.this::connect).code()).isEqualTo(Rejection.Code.ENDPOINTS_MISSING);
            assertThat(side.stored()).isEmpty();
            assertThat(side.asked()).noneMatch(request -> request.startsWith("POST"));
        }

        @Test
        void aUrlThatIsNotForUsToCallIsInvalid() {
            side.when("GET " + VERSIONS, request -> {
                throw new OutboundFailure(OutboundFailure.Reason.REFUSED_URL, "private");
            });

            assertThat(rejected(HandshakesTest.this::connect).code()).isEqualTo(Rejection.Code.INVALID);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "405 | {\"status_code\":2000,\"status_message\":\"registered\"} | registered",
                    "200 | {\"status_code\":3001} | 3001",
                    "200 | {\"status_code\":1000} | without credentials",
                    "200 | {\"status_code\":1000,\"data\":{\"token\":5}} | cannot be read",
                    "200 | {\"status_code\":1000,\"data\":[]} | cannot be read",
                    "200 | {\"status_code\":1000,\"data\":{\"token\":\"t\",\"url\":\"https://x.example\",\"roles\":[]}} | roles"
                })
        void whatThePostRunsIntoIsToldAndTheAttemptIsForgotten(int status, String body, String message) {
            answerWell();
            side.when("POST " + CREDENTIALS, status, body);

            Rejection rejection = rejected(HandshakesTest.this::connect);

            assertThat(rejection.code()).isEqualTo(Rejection.Code.PARTNER_FAILED);
            assertThat(rejection.getMessage()).startsWith("POST credentials: ").contains(message);
            assertThat(side.stored(ConnectionFailed.class)).hasSize(1);
            assertThat(rejected(() -> side.send(new RotateCredentials(P))).code())
                    .isEqualTo(Rejection.Code.NOT_FOUND);
        }

        @Test
        void aPartyOfAnotherPartnerIsAConflictWhichTheOtherSideIsTold() {
            invite(new PartnerId("p2"), "A2", EMSP);
            answerWell();
            side.when("POST " + CREDENTIALS, 200, credentials("C-of-theirs", "DE", "FST"));
            side.when("DELETE " + CREDENTIALS, 200, "{\"status_code\":1000}");

            assertThat(rejected(HandshakesTest.this::connect).code()).isEqualTo(Rejection.Code.CONFLICT);
            assertThat(side.requests.getLast().method()).isEqualTo("DELETE");
            assertThat(side.requests.getLast().peer().token()).isEqualTo("C-of-theirs");
            assertThat(side.stored(ConnectionFailed.class)).hasSize(1);
        }

        @Test
        void aProjectionThatIsBehindEndsTheAttempt() {
            answerWell();
            side.shown = false;

            assertThat(rejected(HandshakesTest.this::connect).code()).isEqualTo(Rejection.Code.UNAVAILABLE);
            assertThat(side.stored(ConnectionFailed.class)).hasSize(1);
        }
    }

    @Nested
    class Rotating {

        @Test
        void bothTokensWorkUntilThePartnerHasTakenTheNewOne() {
            register();
            side.when("PUT " + CREDENTIALS, request -> {
                assertThat(request.peer().token()).isEqualTo(TOKEN_B);
                Credentials ours = OcpiJson.mapper().readValue(request.body(), Credentials.class);
                assertThat(side.stored(TokenOffered.class).getLast().tokenHash())
                        .isEqualTo(AccessTokens.hash(ours.token()));
                return WriteSide.response(200, credentials("B2", "DE", "FST"));
            });

            side.send(new RotateCredentials(P));

            CredentialsExchanged exchanged =
                    side.stored(CredentialsExchanged.class).getLast();
            assertThat(side.seal.open(exchanged.connection().token())).isEqualTo("B2");
            assertThat(exchanged.tokenHash())
                    .isEqualTo(side.stored(TokenOffered.class).getLast().tokenHash());
            assertThat(rejected(() -> accept(P, false, "C", "D", EMSP)).code()).isEqualTo(Rejection.Code.CONFLICT);
        }

        @Test
        void whatThePartnerRefusesIsWithdrawn() {
            register();
            side.when("PUT " + CREDENTIALS, 405, "{\"status_code\":2000}");

            Rejection rejection = rejected(() -> side.send(new RotateCredentials(P)));

            assertThat(rejection.code()).isEqualTo(Rejection.Code.PARTNER_FAILED);
            assertThat(rejection.getMessage()).startsWith("PUT credentials: ");
            assertThat(side.stored(TokenOfferWithdrawn.class)).hasSize(1);
            assertThat(accept(P, false, "C", "D", EMSP)).isNotNull();
        }

        @ParameterizedTest
        @CsvSource(
                quoteCharacter = '`',
                value = {"500, {\"status_code\":3000}", "502, <html>", "200, <html>", "200, {\"status_code\":1000}"})
        void whatAPartnerThatStillTakesTheOldTokenAnsweredUnclearlyIsWithdrawn(int status, String body) {
            register();
            side.when("PUT " + CREDENTIALS, status, body);

            Rejection rejection = rejected(() -> side.send(new RotateCredentials(P)));

            assertThat(rejection.code()).isEqualTo(Rejection.Code.PARTNER_FAILED);
            assertThat(side.asked()).endsWith("PUT " + CREDENTIALS, "GET " + VERSIONS);
            assertThat(side.requests.getLast().peer().token()).isEqualTo(TOKEN_B);
            assertThat(side.stored(TokenOfferWithdrawn.class))
                    .singleElement()
                    .satisfies(withdrawn -> assertThat(withdrawn.reason()).isEqualTo(rejection.getMessage()));
            rotateWell();
        }

        @Test
        void aPartnerThatHasNotAnsweredInTimeMayStillTakeTheToken() {
            register();
            List<String> offered = new ArrayList<>();
            side.when("PUT " + CREDENTIALS, request -> {
                offered.add(OcpiJson.mapper()
                        .readValue(request.body(), Credentials.class)
                        .token());
                return timeOut();
            });

            assertThat(rejected(() -> side.send(new RotateCredentials(P))).code())
                    .isEqualTo(Rejection.Code.PARTNER_FAILED);

            assertThat(side.stored(TokenOfferWithdrawn.class)).isEmpty();
            assertThat(accept(P, false, offered.getFirst(), "D", EMSP)).isNotNull();
        }

        @Test
        void aPartnerThatNoLongerTakesTheOldTokenMayUseBoth() {
            register();
            List<String> offered = new ArrayList<>();
            side.when("PUT " + CREDENTIALS, request -> {
                offered.add(OcpiJson.mapper()
                        .readValue(request.body(), Credentials.class)
                        .token());
                side.when("GET " + VERSIONS, 401, "{\"status_code\":2000}");
                return WriteSide.response(500, "{\"status_code\":3000}");
            });

            assertThat(rejected(() -> side.send(new RotateCredentials(P))).code())
                    .isEqualTo(Rejection.Code.PARTNER_FAILED);

            assertThat(side.stored(TokenOfferWithdrawn.class)).isEmpty();
            answerWell();
            assertThat(accept(P, false, offered.getFirst(), "D", EMSP)).isNotNull();
        }

        @Test
        void anOfferThatIsNotUnderWayAnyMoreDoesNotStandInTheWayOfAnother() {
            register();
            side.when("PUT " + CREDENTIALS, request -> {
                side.when("GET " + VERSIONS, again -> timeOut());
                return timeOut();
            });

            assertThat(rejected(() -> side.send(new RotateCredentials(P))).code())
                    .isEqualTo(Rejection.Code.PARTNER_FAILED);
            assertThat(side.stored(TokenOfferWithdrawn.class)).isEmpty();

            answerWell();
            side.clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(31));
            rotateWell();
        }

        @Test
        void aTokenIsRotatedOnceAtATime() {
            register();
            List<Rejection> meanwhile = new ArrayList<>();
            side.when("PUT " + CREDENTIALS, request -> {
                side.clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(15));
                // As another administrator would: on another thread.
                CompletableFuture.runAsync(() -> meanwhile.add(rejected(() -> side.send(new RotateCredentials(P)))))
                        .join();
                return WriteSide.response(200, credentials("B2", "DE", "FST"));
            });

            side.send(new RotateCredentials(P));

            assertThat(meanwhile).singleElement().satisfies(rejection -> {
                assertThat(rejection.code()).isEqualTo(Rejection.Code.CONFLICT);
                assertThat(rejection.getMessage()).contains("being rotated already");
            });
        }

        private void rotateWell() {
            side.when("PUT " + CREDENTIALS, 200, credentials("B2", "DE", "FST"));
            side.send(new RotateCredentials(P));
            assertThat(side.seal.open(side.stored(CredentialsExchanged.class)
                            .getLast()
                            .connection()
                            .token()))
                    .isEqualTo("B2");
        }

        private static OutboundResponse timeOut() {
            throw new OutboundFailure(OutboundFailure.Reason.TIMEOUT, "no answer");
        }

        @Test
        void aPartnerThatDoesNotTakeOurTokenIsOfferedNoOther() {
            register();
            side.when("GET " + VERSIONS, 401, "{\"status_code\":2000}");

            assertThat(rejected(() -> side.send(new RotateCredentials(P))).code())
                    .isEqualTo(Rejection.Code.CLIENT_UNREACHABLE);
            assertThat(side.stored(TokenOffered.class)).isEmpty();
        }

        @Test
        void rolesThatAnotherPartnerHoldsDoNotCostTheConnection() {
            register();
            invite(new PartnerId("p2"), "A2", OTHER_EMSP);
            side.when("PUT " + CREDENTIALS, 200, credentials("B2", "BE", "OTH"));

            side.send(new RotateCredentials(P));

            CredentialsExchanged exchanged =
                    side.stored(CredentialsExchanged.class).getLast();
            assertThat(exchanged.roles()).containsExactly(EMSP);
            assertThat(side.seal.open(exchanged.connection().token())).isEqualTo("B2");
        }

        @Test
        void whoIsNeverCalledHasNothingToRotate() {
            invite(P, "A", EMSP);

            assertThat(rejected(() -> side.send(new RotateCredentials(P))).code())
                    .isEqualTo(Rejection.Code.CONFLICT);
        }
    }

    @Nested
    class Ending {

        @Test
        void thePartnerIsToldAndItsPartiesAreFree() {
            register();
            side.when("DELETE " + CREDENTIALS, 200, "{\"status_code\":1000}");

            EndedRegistration ended = side.send(new EndRegistration(P));

            assertThat(ended.partnerTold()).isTrue();
            assertThat(side.stored(PartnerUnregistered.class)).hasSize(1);
            assertThat(holders()).isEmpty();
            assertThat(rejected(() -> accept(P, true, "A", "X", EMSP)).code()).isEqualTo(Rejection.Code.CONFLICT);
        }

        @Test
        void aPartnerThatDoesNotAnswerIsEndedNevertheless() {
            register();

            EndedRegistration ended = side.send(new EndRegistration(P));

            assertThat(ended.partnerTold()).isFalse();
            assertThat(ended.detail()).contains("cannot be reached");
            assertThat(side.stored(PartnerUnregistered.class)).hasSize(1);
        }

        @Test
        void anInvitationIsTakenBackWithoutACall() {
            invite(P, "A", EMSP);

            EndedRegistration ended = side.send(new EndRegistration(P));

            assertThat(ended.partnerTold()).isFalse();
            assertThat(ended.detail()).isNull();
            assertThat(side.requests).isEmpty();
            assertThat(side.<EndedRegistration>send(new EndRegistration(P))
                            .result()
                            .kind())
                    .isEqualTo(WriteResult.Kind.UNCHANGED);
        }

        @Test
        void whoLeavesByItselfIsNotCalled() {
            register();
            int calls = side.requests.size();

            side.send(new UnregisterPartner(P));

            assertThat(side.requests).hasSize(calls);
            assertThat(holders()).isEmpty();
        }

        @Test
        void whoWasNeverThereIsUnknown() {
            assertThat(rejected(() -> side.send(new EndRegistration(P))).code()).isEqualTo(Rejection.Code.NOT_FOUND);
        }
    }

    @Nested
    class Provisioning {

        @Test
        void endpointsAreFetchedFirst() {
            answerWell();

            side.send(provision());

            assertThat(side.stored(PartnerProvisioned.class)
                            .getFirst()
                            .connection()
                            .endpoints())
                    .hasSize(3);
        }

        @Test
        void withoutThemNothingIsStored() {
            Rejection rejection = rejected(() -> side.send(provision()));

            assertThat(rejection.getMessage()).startsWith("versions: ");
            assertThat(side.stored()).isEmpty();
        }

        private ProvisionPartner provision() {
            return new ProvisionPartner(P, "P", List.of(EMSP), null, "hash", reach(TOKEN_B));
        }
    }

    @Test
    void quirksAreStoredOnce() {
        invite(P, "A", EMSP);
        PartnerQuirks raw = new PartnerQuirks(true, null, null, null);

        side.send(new RecordQuirks(P, raw));
        side.send(new RecordQuirks(P, raw));
        side.send(new SetQuirks(P, raw));
        side.send(new SetQuirks(P, raw));

        assertThat(side.stored(QuirksSeen.class)).hasSize(1);
        assertThat(side.stored(QuirksSet.class)).hasSize(1);
        assertThat(catchThrowableOfType(
                        Invalid.class, () -> side.send(new SetQuirks(P, new PartnerQuirks(null, null, 0, null)))))
                .hasMessageContaining("page_limit");
    }

    @Nested
    class Ourselves {

        @Test
        void weAreOurOwnParties() {
            side.views = List.of(
                    view("hosted", PartnerState.PROVISIONED, null, EMSP),
                    view("registered", PartnerState.REGISTERED, VERSIONS, aRole(Role.CPO, "FR", "REG")));

            assertThat(side.ourselves.of(P, List.of()).roles()).containsExactly(WriteSide.OWN_CPO);
            assertThat(side.ourselves.of(P, List.of()).hubPartyId()).isNull();
        }

        @Test
        void aHubSpeaksForAllWhoAreReachedThroughIt() {
            side = new WriteSide(PartyId.of("NL", "HUB"));
            side.views = List.of(
                    view("hosted", PartnerState.PROVISIONED, null, aRole(Role.CPO, "FR", "REG")),
                    view("registered", PartnerState.REGISTERED, VERSIONS, EMSP),
                    view("p1", PartnerState.REGISTERED, VERSIONS, OTHER_EMSP),
                    view("invited", PartnerState.INVITED, null, aRole(Role.CPO, "FR", "INV")));

            assertThat(side.ourselves.of(P, List.of(OTHER_EMSP)).roles())
                    .containsExactly(WriteSide.OWN_CPO, aRole(Role.CPO, "FR", "REG"), EMSP);
            assertThat(side.ourselves.of(P, List.of(OTHER_EMSP)).hubPartyId()).hasToString("NLHUB");
        }

        @Test
        void whoHoldsAllOurPartiesIsStillToldSomebody() {
            assertThat(side.ourselves.of(P, List.of(WriteSide.OWN_CPO)).roles()).containsExactly(WriteSide.OWN_CPO);
        }
    }

    @Nested
    class Upkeep {

        private final Duration never = Duration.ZERO;

        @Test
        void aPartnerIsToldOfACpoThatHasRegistered() {
            register();
            link();
            side.when("PUT " + CREDENTIALS, 200, credentials("B2", "DE", "FST"));
            side.registered = List.of(aRole(Role.CPO, "DE", "NEW"));

            CredentialsUpkeep.Rounds rounds = side.rounds(never);
            rounds.go();
            rounds.go();

            assertThat(side.stored(TokenOffered.class)).hasSize(1);
            assertThat(OcpiJson.mapper()
                            .readValue(side.requests.getLast().body(), Credentials.class)
                            .roles())
                    .containsExactly(WriteSide.OWN_CPO, aRole(Role.CPO, "DE", "NEW"));
        }

        @Test
        void aPartnerThatKnowsUsAsWeAreIsLeftAlone() {
            register();
            link();

            side.rounds(never).go();

            assertThat(side.stored(TokenOffered.class)).isEmpty();
        }

        @Test
        void aPartnerIsToldOfOtherParties() {
            side = new WriteSide(PartyId.of("NL", "HUB"));
            register();
            link();
            side.when("PUT " + CREDENTIALS, 200, credentials("B2", "DE", "FST"));
            side.views = List.of(view("hosted", PartnerState.PROVISIONED, null, OTHER_EMSP));

            CredentialsUpkeep.Rounds rounds = side.rounds(never);
            rounds.go();
            rounds.go();

            assertThat(side.stored(TokenOffered.class)).hasSize(1);
            assertThat(side.requests.getLast().body()).contains("BE").contains("OTH");
        }

        @Test
        void anOldTokenIsReplaced() {
            register();
            link();
            side.when("PUT " + CREDENTIALS, 200, credentials("B2", "DE", "FST"));
            side.clock = Clock.offset(Clock.systemUTC(), Duration.ofDays(31));

            side.rounds(never).go();
            assertThat(side.stored(TokenOffered.class)).isEmpty();
            side.rounds(Duration.ofDays(30)).go();
            assertThat(side.stored(TokenOffered.class)).hasSize(1);
        }

        @Test
        void aPartnerThatFailsIsLeftAloneForAWhile() {
            side = new WriteSide(PartyId.of("NL", "HUB"));
            register();
            link();
            side.views = List.of(view("hosted", PartnerState.PROVISIONED, null, OTHER_EMSP));
            side.when("PUT " + CREDENTIALS, 405, "{\"status_code\":2000}");
            CredentialsUpkeep.Rounds rounds = side.rounds(never);

            rounds.go();
            rounds.go();

            assertThat(side.stored(TokenOfferWithdrawn.class)).hasSize(1);
        }

        private void link() {
            CredentialsExchanged exchanged =
                    side.stored(CredentialsExchanged.class).getLast();
            PartnerConnection connection = exchanged.connection();
            side.links = List.of(new PartnerLink(view("p1", PartnerState.REGISTERED, VERSIONS, EMSP), connection));
        }
    }

    private void register() {
        invite(P, "A", EMSP);
        answerWell();
        accept(P, true, "A", "C", EMSP);
    }

    private void invite(PartnerId id, String token, CredentialsRole... roles) {
        side.send(new InvitePartner(id, "Partner " + id, List.of(roles), null, AccessTokens.hash(token)));
    }

    private WriteResult accept(PartnerId id, boolean first, String presented, String issued, CredentialsRole... roles) {
        return side.send(new AcceptCredentials(
                id,
                first,
                AccessTokens.hash(presented),
                List.of(roles),
                null,
                reach(TOKEN_B),
                AccessTokens.hash(issued)));
    }

    private WriteResult connect() {
        return side.send(new ConnectPartner(P, "They", reach("A-of-theirs")));
    }

    private Reach reach(String token) {
        return new Reach(VERSIONS, side.seal.seal(token));
    }

    private void answerWell() {
        side.when("GET " + VERSIONS, 200, versions());
        side.when("GET " + DETAILS, 200, details());
    }

    private static String versions() {
        return "{\"status_code\":1000,\"data\":[{\"version\":\"2.2.1\",\"url\":\"https://they.example/2.2.1\"},"
                + "{\"version\":\"2.3.0\",\"url\":\"" + DETAILS + "\"}]}";
    }

    private static String details() {
        return """
                {"status_code":1000,"data":{"version":"2.3.0","endpoints":[
                  {"identifier":"credentials","url":"%s"},
                  {"identifier":"tokens","role":"SENDER","url":"https://they.example/tokens/"},
                  {"identifier":"fst-own","role":"RECEIVER","url":"https://they.example/own"}]}}
                """.formatted(CREDENTIALS);
    }

    private static String credentials(String token, String country, String party) {
        return """
                {"status_code":1000,"data":{"token":"%s","url":"%s","roles":[
                  {"role":"EMSP","country_code":"%s","party_id":"%s","business_details":{"name":"They"}}]}}
                """.formatted(token, VERSIONS, country, party);
    }

    /** The parties that are held, whoever holds them. */
    private List<String> holders() {
        List<String> held = new ArrayList<>();
        side.stored().forEach(event -> {
            if (event instanceof PartyClaimGranted granted) {
                held.add(granted.claimId().role() + " " + granted.claimId().party());
            } else if (event instanceof PartyClaimReleased released) {
                held.remove(released.claimId().role() + " " + released.claimId().party());
            }
        });
        return held.stream().sorted().toList();
    }

    private static PartnerView view(
            String id, PartnerState state, @Nullable String versionsUrl, CredentialsRole... roles) {
        return new PartnerView(
                new PartnerId(id),
                id,
                state,
                List.of(roles),
                null,
                java.time.Instant.EPOCH,
                versionsUrl,
                List.of(),
                PartnerQuirks.NONE,
                PartnerQuirks.NONE);
    }

    private static Rejection rejected(Callable<?> call) {
        return catchThrowableOfType(Rejection.class, call::call);
    }

    private interface Numbered {
        void run(int number);
    }

    private static List<String> together(int times, Numbered task) throws Exception {
        List<String> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            List<Future<String>> running = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                int number = i;
                running.add(threads.submit(() -> {
                    try {
                        task.run(number);
                        return "done";
                    } catch (Rejection e) {
                        return e.code().name();
                    }
                }));
            }
            for (Future<String> each : running) {
                outcomes.add(each.get());
            }
        }
        return outcomes;
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
