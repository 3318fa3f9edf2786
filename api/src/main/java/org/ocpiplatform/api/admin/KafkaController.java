package org.ocpiplatform.api.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.contract.kafka.KafkaQuery.ResetKafka;
import org.ocpiplatform.contract.kafka.KafkaQuery.ShowKafka;
import org.ocpiplatform.contract.kafka.KafkaStatus;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How far changes are published to Kafka, and publishing them again. */
@RestController
@RequestMapping("/admin/kafka")
@Tag(name = "admin")
final class KafkaController {

    private final Queries queries;

    KafkaController(Queries queries) {
        this.queries = queries;
    }

    @GetMapping
    @Operation(summary = "Whether changes are published to Kafka, and how far")
    KafkaStatus show() {
        return queries.one(new ShowKafka(), KafkaStatus.class);
    }

    @PostMapping("/reset")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Publishes again from a position, from the beginning, or only what comes from now on")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(type = "object"),
                            examples = {
                                @ExampleObject(name = "Everything again", value = "{\"from\": \"beginning\"}"),
                                @ExampleObject(name = "From a position", value = "{\"position\": 1042}")
                            }))
    KafkaStatus reset(JsonBody body) {
        return queries.one(new ResetKafka(body.valid(NewKafkaStart.class).start()), KafkaStatus.class);
    }
}
