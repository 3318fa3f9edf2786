package org.ocpiplatform.api.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.ocpiplatform.api.backoffice.tokens.SigningKey;
import org.ocpiplatform.api.backoffice.tokens.SigningKeys;
import org.ocpiplatform.contract.Rejection;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The keys that the back office's tokens are signed with. */
@RestController
@RequestMapping("/admin/signing-keys")
@Tag(name = "admin")
final class SigningKeysController {

    private final SigningKeys keys;

    SigningKeysController(SigningKeys keys) {
        this.keys = keys;
    }

    @GetMapping
    @Operation(summary = "The keys that tokens of the back office are signed with, the oldest first")
    List<SigningKey> list() {
        return keys.list();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Makes a key that signs from now on; the others go on to verify")
    SigningKey rotate() {
        return keys.rotate();
    }

    @DeleteMapping("/{kid}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Deletes a key; all tokens that it signed are worth nothing from then on")
    void delete(@PathVariable String kid) {
        if (!keys.delete(kid)) {
            throw Rejection.notFound("signing key");
        }
    }
}
