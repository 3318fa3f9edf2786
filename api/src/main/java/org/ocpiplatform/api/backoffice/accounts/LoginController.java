package org.ocpiplatform.api.backoffice.accounts;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.backoffice.BackOfficeAnswer;
import org.ocpiplatform.api.backoffice.BackOfficeCaller;
import org.ocpiplatform.api.backoffice.BackOfficeOrigin;
import org.ocpiplatform.api.backoffice.BackOfficePaths;
import org.ocpiplatform.api.backoffice.tokens.TokenIssuer;
import org.ocpiplatform.api.backoffice.tokens.TokenPair;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.http.Refusal;
import org.ocpiplatform.api.messaging.Commands;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.backoffice.LoginSessionCommand.CloseLoginSession;
import org.ocpiplatform.contract.backoffice.LoginSessionCommand.OpenLoginSession;
import org.ocpiplatform.contract.backoffice.LoginSessionCommand.RefreshLoginSession;
import org.ocpiplatform.contract.backoffice.LoginSessionId;
import org.ocpiplatform.contract.backoffice.RefreshOutcome;
import org.ocpiplatform.contract.backoffice.UserRole;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** Logs users in and out. */
@Controller
final class LoginController {

    private static final String PROJECTION = "login_sessions";
    private static final String TOKENS_EXAMPLE = """
            {"status":200,"data":{"access_token":"eyJhbGciOiJSUzI1NiJ9.eyJ0eXAiOiJhY2Nlc3MifQ.c2lnbmF0dXJl",
             "access_expires_in":1772367300,
             "refresh_token":"eyJhbGciOiJSUzI1NiJ9.eyJ0eXAiOiJyZWZyZXNoIn0.c2lnbmF0dXJl",
             "refresh_expires_in":1774958400,"role":"CPO_OWNER"},"message":"SUCCESS"}
            """;

    private final Login login;
    private final TokenIssuer tokens;
    private final Commands commands;

    LoginController(Login login, TokenIssuer tokens, Commands commands) {
        this.login = login;
        this.tokens = tokens;
        this.commands = commands;
    }

    /**
     * What a user gets who has logged in.
     *
     * @param accessExpiresIn in spite of the name a moment, in seconds since 1970; so is {@code refreshExpiresIn}
     */
    record Tokens(String accessToken, long accessExpiresIn, String refreshToken, long refreshExpiresIn, UserRole role) {

        /** The tokens are left out: this may end up in logs. */
        @Override
        public String toString() {
            return "Tokens[" + role + "]";
        }
    }

    @PostMapping(BackOfficePaths.LOGIN)
    @BodyExample("login")
    @Operation(summary = "Logs a user in; the two times are seconds since 1970")
    @ApiResponse(
            responseCode = "200",
            description = "The tokens of a new login session, and the user's role",
            content = @Content(mediaType = "application/json", examples = @ExampleObject(TOKENS_EXAMPLE)))
    @ApiResponse(responseCode = "400", description = "A field is missing, or the body is no JSON")
    @ApiResponse(responseCode = "401", description = "No application token, or username or password is wrong")
    @ApiResponse(responseCode = "413", description = "The body is too long")
    @ApiResponse(responseCode = "429", description = "Too many failures in a row; Retry-After says how long to wait")
    BackOfficeAnswer logIn(JsonBody body, HttpServletRequest request, HttpServletResponse response) {
        RequestFields fields = new RequestFields(body.object());
        String username = fields.required("username", text -> true, "");
        String password = fields.required("password", text -> true, "");
        fields.check();
        Login.User user = login.user(username, password)
                .orElseThrow(() -> new Refusal(HttpStatus.UNAUTHORIZED, "username or password is wrong"));
        LoginSessionId session = new LoginSessionId(UUID.randomUUID().toString());
        TokenPair pair = tokens.issue(user.id(), user.role(), user.cpo(), session);
        WriteResult result = commands.send(
                new OpenLoginSession(
                        session, user.id(), user.role(), user.cpo(), pair.refreshId(), pair.refreshExpiresAt()),
                BackOfficeOrigin.of(request, user.id(), user.cpo()),
                WriteResult.class);
        show(result, response);
        return answer(pair, user.role());
    }

    @PostMapping(BackOfficePaths.REFRESH)
    @Operation(summary = "Trades a refresh token for new tokens; using it again ends the login session")
    @ApiResponse(
            responseCode = "200",
            description = "The next tokens of the login session",
            content = @Content(mediaType = "application/json", examples = @ExampleObject(TOKENS_EXAMPLE)))
    @ApiResponse(responseCode = "403", description = "The token has been used before, or the login session has ended")
    BackOfficeAnswer refresh(
            @AuthenticationPrincipal BackOfficeCaller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        TokenPair pair = tokens.issue(caller.userId(), caller.role(), caller.cpo(), caller.session());
        RefreshOutcome outcome = refreshed(
                new RefreshLoginSession(caller.session(), caller.tokenId(), pair.refreshId(), pair.refreshExpiresAt()),
                caller,
                request);
        if (outcome == null) {
            throw ended();
        }
        show(outcome.result(), response);
        return switch (outcome.kind()) {
            case REFRESHED -> answer(pair, caller.role());
            case REUSED ->
                throw new Refusal(
                        HttpStatus.FORBIDDEN, "the refresh token has been used before; the login session has ended");
            case ENDED -> throw ended();
        };
    }

    @PostMapping(BackOfficePaths.LOGOUT)
    @Operation(summary = "Logs the user out; the tokens of the login session are worth nothing from then on")
    @ApiResponse(
            responseCode = "200",
            description = "The login session has ended",
            content =
                    @Content(
                            mediaType = "application/json",
                            examples =
                                    @ExampleObject(
                                            "{\"status\":200,\"data\":[],\"message\":\"Logged out successfully\"}")))
    BackOfficeAnswer logOut(
            @AuthenticationPrincipal BackOfficeCaller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        WriteResult result =
                commands.send(new CloseLoginSession(caller.session()), caller.origin(request), WriteResult.class);
        show(result, response);
        return new BackOfficeAnswer(200, List.of(), "Logged out successfully");
    }

    /** None if nothing is known of the session, which must then have ended long ago. */
    private @Nullable RefreshOutcome refreshed(
            RefreshLoginSession command, BackOfficeCaller caller, HttpServletRequest request) {
        try {
            return commands.send(command, caller.origin(request), RefreshOutcome.class);
        } catch (Rejection rejection) {
            if (rejection.code() == Rejection.Code.NOT_FOUND) {
                return null;
            }
            throw rejection;
        }
    }

    private static Refusal ended() {
        return new Refusal(HttpStatus.FORBIDDEN, "the login session has ended");
    }

    /** Other nodes and the next request look at the projection, so the answer waits for it. */
    private void show(WriteResult result, HttpServletResponse response) {
        if (!commands.shown(PROJECTION, result)) {
            response.setHeader(Commands.BEHIND, "true");
        }
    }

    private static BackOfficeAnswer answer(TokenPair pair, UserRole role) {
        return new BackOfficeAnswer(
                200,
                new Tokens(
                        pair.access(),
                        pair.accessExpiresAt().getEpochSecond(),
                        pair.refresh(),
                        pair.refreshExpiresAt().getEpochSecond(),
                        role),
                "SUCCESS");
    }
}
