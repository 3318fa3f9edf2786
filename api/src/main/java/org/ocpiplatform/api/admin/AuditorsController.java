package org.ocpiplatform.api.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import org.ocpiplatform.api.admin.ReaderAccess.Issued;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.contract.changes.Privacy;
import org.ocpiplatform.contract.readers.ReaderKind;
import org.ocpiplatform.contract.readers.ReaderView;
import org.ocpiplatform.ocpi.validation.Text;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Auditors as administrators admit and see them. */
@RestController
@RequestMapping("/admin/auditors")
@Tag(name = "admin")
final class AuditorsController {

    private final ReaderAccess readers;

    AuditorsController(ReaderAccess readers) {
        this.readers = readers;
    }

    @PostMapping
    @Operation(summary = "Admits an auditor and gives it a token, which is shown this one time only")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(name = "An auditor", value = "{\"name\": \"Audit office\"}")))
    ResponseEntity<Issued> add(JsonBody body) {
        String name = body.valid(NewAuditor.class).name();
        return readers.admit(ReaderKind.AUDITOR, name, List.of(), Privacy.FULL, null);
    }

    @GetMapping
    @Operation(summary = "All auditors, by name")
    List<AuditorReport> list() {
        return readers.all(ReaderKind.AUDITOR).stream().map(AuditorReport::of).toList();
    }

    @GetMapping("/{auditor_id}")
    @Operation(summary = "One auditor")
    AuditorReport get(@PathVariable("auditor_id") String id) {
        return AuditorReport.of(readers.one(ReaderKind.AUDITOR, id));
    }

    @PostMapping("/{auditor_id}/token")
    @Operation(summary = "Gives an auditor another token; the one of before is worth nothing from then on")
    ResponseEntity<Issued> replaceToken(@PathVariable("auditor_id") String id) {
        return readers.replaceToken(ReaderKind.AUDITOR, id);
    }

    @DeleteMapping("/{auditor_id}")
    @Operation(summary = "Revokes an auditor's token")
    ResponseEntity<Void> revoke(@PathVariable("auditor_id") String id) {
        return readers.revoke(ReaderKind.AUDITOR, id);
    }

    /** What an administrator says about a new auditor. */
    record NewAuditor(@NotNull @Text(min = 1, max = 100) String name) {}

    /** An auditor as administrators are shown it. */
    record AuditorReport(String id, String name, Instant admittedAt, Instant tokenIssuedAt) {

        static AuditorReport of(ReaderView reader) {
            return new AuditorReport(reader.id().value(), reader.name(), reader.admittedAt(), reader.tokenIssuedAt());
        }
    }
}
