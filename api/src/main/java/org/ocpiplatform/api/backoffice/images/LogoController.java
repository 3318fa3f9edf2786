package org.ocpiplatform.api.backoffice.images;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.SchemaProperty;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.util.List;
import org.ocpiplatform.api.backoffice.BackOfficeAnswer;
import org.ocpiplatform.api.backoffice.BackOfficeCaller;
import org.ocpiplatform.api.backoffice.BackOfficePaths;
import org.ocpiplatform.api.http.Refusal;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.backoffice.CpoOwnerCommand.SetLogo;
import org.ocpiplatform.contract.backoffice.CpoOwnerQuery.FindCpoOwnersOf;
import org.ocpiplatform.contract.backoffice.CpoOwnerView;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.types.ImageCategory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** The logo of the caller's CPO. */
@Controller
@Tag(name = "back office")
final class LogoController {

    private static final String FILE = "cpo_logo";
    private static final String PROJECTION = "cpo_owners";

    private final ImageUploads uploads;
    private final Queries queries;
    private final BackOfficeWrites writes;

    LogoController(ImageUploads uploads, Queries queries, BackOfficeWrites writes) {
        this.uploads = uploads;
        this.queries = queries;
        this.writes = writes;
    }

    @PostMapping(BackOfficePaths.LOGO)
    @Operation(summary = "Gives the caller's CPO a logo: one PNG, JPEG, GIF or SVG, whatever its file is called")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "multipart/form-data",
                            schemaProperties =
                                    @SchemaProperty(name = FILE, schema = @Schema(type = "string", format = "binary"))))
    @ApiResponse(
            responseCode = "200",
            description = "The CPO has the logo",
            content =
                    @Content(mediaType = "application/json", examples = @ExampleObject(BackOfficeWrites.DONE_EXAMPLE)))
    @ApiResponse(
            responseCode = "400",
            description = "There is not exactly one file, it is no such image or too large, or the body is no form")
    @ApiResponse(responseCode = "403", description = "The user is an administrator, who has no CPO")
    BackOfficeAnswer upload(
            @AuthenticationPrincipal BackOfficeCaller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        PartyId cpo = caller.cpo();
        if (cpo == null) {
            throw new Refusal(HttpStatus.FORBIDDEN, "an administrator has no CPO to give a logo to");
        }
        CpoOwnerView company = queries.list(new FindCpoOwnersOf(List.of(cpo)), CpoOwnerView.class).stream()
                .findFirst()
                .orElseThrow(() -> Rejection.notFound("company"));
        List<Part> files = UploadForm.of(request).files(FILE);
        if (files.size() != 1) {
            throw Rejection.invalid(FILE + " must be exactly one file");
        }
        WriteResult result = uploads.upload(
                FILE,
                files,
                ImageCategory.OPERATOR,
                images -> writes.send(new SetLogo(company.id(), images.getFirst()), cpo, caller, request));
        return writes.answer(PROJECTION, result, response);
    }
}
