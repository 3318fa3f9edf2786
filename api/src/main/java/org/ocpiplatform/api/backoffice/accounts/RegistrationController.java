package org.ocpiplatform.api.backoffice.accounts;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ocpiplatform.api.backoffice.BackOfficeAnswer;
import org.ocpiplatform.api.backoffice.BackOfficeOrigin;
import org.ocpiplatform.api.backoffice.BackOfficePaths;
import org.ocpiplatform.api.backoffice.BackOfficeSettings;
import org.ocpiplatform.api.backoffice.InvalidFields;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.messaging.Commands;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.backoffice.CpoOwnerCommand.RegisterCpoOwner;
import org.ocpiplatform.contract.backoffice.CpoOwnerId;
import org.ocpiplatform.contract.backoffice.UserId;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** Registers companies. */
@Controller
final class RegistrationController {

    private static final String PROJECTION = "cpo_owners";

    private final Commands commands;
    private final BackOfficeSettings settings;
    private final BackOfficePasswords passwords;
    private final ConfiguredAdministrator administrator;
    private final SecretSeal seal;

    RegistrationController(
            Commands commands,
            BackOfficeSettings settings,
            BackOfficePasswords passwords,
            ConfiguredAdministrator administrator,
            SecretSeal seal) {
        this.commands = commands;
        this.settings = settings;
        this.passwords = passwords;
        this.administrator = administrator;
        this.seal = seal;
    }

    @PostMapping(BackOfficePaths.REGISTER)
    @BodyExample("registration")
    @ApiResponse(
            responseCode = "200",
            description = "The company is registered, and its user can log in",
            content =
                    @Content(
                            mediaType = "application/json",
                            examples = @ExampleObject("{\"status\":200,\"data\":\"SUCCESS\",\"message\":\"Success\"}")))
    @ApiResponse(
            responseCode = "400",
            description = "Fields are missing or malformed, the username or the e-mail address is taken,"
                    + " or the body is no JSON")
    @ApiResponse(responseCode = "413", description = "The body is too long")
    @Operation(summary = "Registers a company and its first user; this platform acts for its CPO from then on")
    BackOfficeAnswer register(JsonBody body, HttpServletRequest request, HttpServletResponse response) {
        NewCompany company = NewCompany.of(body.object());
        if (administrator.isNamed(company.username())) {
            throw new InvalidFields(Map.of(NewCompany.USERNAME, "is taken"));
        }
        UserId user = new UserId(UUID.randomUUID().toString());
        String password = Optional.ofNullable(company.password()).orElseGet(passwords::initial);
        RegisterCpoOwner command = new RegisterCpoOwner(
                new CpoOwnerId(UUID.randomUUID().toString()),
                company.name(),
                Optional.ofNullable(company.countryCode()).orElse(settings.defaultCountry()),
                company.contact(),
                company.ocppReady(),
                company.image(),
                company.expectedLogo(),
                user,
                company.username(),
                passwords.hash(password),
                company.password() == null ? seal.seal(password) : null);
        WriteResult result;
        try {
            result = commands.send(command, BackOfficeOrigin.of(request, user, null), WriteResult.class);
        } catch (Rejection rejection) {
            throw named(rejection);
        }
        // Without the projection the user could not log in yet, and could not tell why.
        if (!commands.shown(PROJECTION, result)) {
            response.setHeader(Commands.BEHIND, "true");
        }
        return new BackOfficeAnswer(200, "SUCCESS", "Success");
    }

    /** A conflict begins with the name of the field that has it. */
    private static RuntimeException named(Rejection rejection) {
        String[] words = rejection.getMessage().split(" ", 2);
        return rejection.code() == Rejection.Code.CONFLICT && words.length == 2
                ? new InvalidFields(Map.of(words[0], words[1]))
                : rejection;
    }
}
