package org.ocpiplatform.api.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.admin.ReaderAccess.Issued;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.contract.changes.ChangeModules;
import org.ocpiplatform.contract.changes.Privacy;
import org.ocpiplatform.contract.readers.ReaderKind;
import org.ocpiplatform.contract.readers.ReaderView;
import org.ocpiplatform.contract.secrets.SealedSecret;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.Text;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Consumers of streams as administrators admit and see them. */
@RestController
@RequestMapping("/admin/consumers")
@Tag(name = "admin")
final class ConsumersController {

    private final ReaderAccess readers;
    private final SecretSeal seal;
    private final SecureRandom random;

    ConsumersController(ReaderAccess readers, SecretSeal seal, SecureRandom random) {
        this.readers = readers;
        this.seal = seal;
        this.random = random;
    }

    @PostMapping
    @Operation(summary = "Admits a consumer of streams and gives it a token, which is shown this one time only")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(type = "object"),
                            examples = {
                                @ExampleObject(name = "Analytics that need no drivers", value = PSEUDONYMISED),
                                @ExampleObject(name = "An operator's own system", value = FULL)
                            }))
    ResponseEntity<Issued> add(JsonBody body) {
        NewConsumer consumer = body.valid(NewConsumer.class);
        return readers.admit(
                ReaderKind.CONSUMER,
                consumer.name(),
                List.copyOf(ChangeModules.named(consumer.modules())),
                consumer.privacy(),
                pseudonymKey(consumer.privacy()));
    }

    private @Nullable SealedSecret pseudonymKey(Privacy privacy) {
        return switch (privacy) {
            case FULL -> null;
            case PSEUDONYMISED -> seal.seal(SecretSeal.newKey(random));
        };
    }

    @GetMapping
    @Operation(summary = "All consumers of streams, by name")
    List<ConsumerReport> list() {
        return readers.all(ReaderKind.CONSUMER).stream().map(ConsumerReport::of).toList();
    }

    @GetMapping("/{consumer_id}")
    @Operation(summary = "One consumer of streams")
    ConsumerReport get(@PathVariable("consumer_id") String id) {
        return ConsumerReport.of(readers.one(ReaderKind.CONSUMER, id));
    }

    @PostMapping("/{consumer_id}/token")
    @Operation(summary = "Gives a consumer another token; the one of before is worth nothing from then on")
    ResponseEntity<Issued> replaceToken(@PathVariable("consumer_id") String id) {
        return readers.replaceToken(ReaderKind.CONSUMER, id);
    }

    @DeleteMapping("/{consumer_id}")
    @Operation(summary = "Revokes a consumer's token and ends its streams")
    ResponseEntity<Void> revoke(@PathVariable("consumer_id") String id) {
        return readers.revoke(ReaderKind.CONSUMER, id);
    }

    /**
     * What an administrator says about a new consumer.
     *
     * @param modules that it may follow; all if absent or empty
     * @param privacy what it learns about drivers
     */
    record NewConsumer(
            @NotNull @Text(min = 1, max = 100) String name,
            List<@NotNull String> modules,
            @NotNull Privacy privacy) {

        NewConsumer {
            modules = Extensions.listOf(modules);
        }
    }

    /**
     * A consumer as administrators are shown it.
     *
     * @param modules that it may follow; all if empty
     */
    record ConsumerReport(
            String id,
            String name,
            @JsonInclude(JsonInclude.Include.ALWAYS) List<String> modules,
            Privacy privacy,
            Instant admittedAt,
            Instant tokenIssuedAt) {

        static ConsumerReport of(ReaderView reader) {
            return new ConsumerReport(
                    reader.id().value(),
                    reader.name(),
                    reader.modules(),
                    reader.privacy(),
                    reader.admittedAt(),
                    reader.tokenIssuedAt());
        }
    }

    private static final String PSEUDONYMISED = """
            {
              "name": "Analytics",
              "modules": ["sessions", "cdrs"],
              "privacy": "PSEUDONYMISED"
            }
            """;

    private static final String FULL = """
            {
              "name": "Billing",
              "privacy": "FULL"
            }
            """;
}
