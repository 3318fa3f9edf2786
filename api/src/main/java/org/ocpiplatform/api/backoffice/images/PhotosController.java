package org.ocpiplatform.api.backoffice.images;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
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
import java.time.Clock;
import java.util.List;
import org.ocpiplatform.api.backoffice.BackOfficeAnswer;
import org.ocpiplatform.api.backoffice.BackOfficeCaller;
import org.ocpiplatform.api.backoffice.BackOfficePaths;
import org.ocpiplatform.api.http.Refusal;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ObjectQuery.FindAllObjectsById;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.locations.LocationCommand.AddImages;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.types.ImageCategory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** Photos of locations that are published here. */
@Controller
@Tag(name = "back office")
final class PhotosController {

    private static final String FILES = "location_photos";
    private static final String LOCATION_ID = "location_id";

    private final ImageUploads uploads;
    private final Queries queries;
    private final BackOfficeWrites writes;
    private final Clock clock;

    PhotosController(ImageUploads uploads, Queries queries, BackOfficeWrites writes, Clock clock) {
        this.uploads = uploads;
        this.queries = queries;
        this.writes = writes;
        this.clock = clock;
    }

    @PostMapping(BackOfficePaths.PHOTOS)
    @Operation(summary = "Adds one to five photos to a location: all of them, or none if one cannot be taken")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "multipart/form-data",
                            schemaProperties = {
                                @SchemaProperty(
                                        name = LOCATION_ID,
                                        schema = @Schema(type = "string", example = "LOC1")),
                                @SchemaProperty(
                                        name = FILES,
                                        array =
                                                @ArraySchema(
                                                        minItems = 1,
                                                        maxItems = UploadLimits.MAX_FILES,
                                                        schema = @Schema(type = "string", format = "binary")))
                            }))
    @ApiResponse(
            responseCode = "200",
            description = "The location has the photos",
            content =
                    @Content(mediaType = "application/json", examples = @ExampleObject(BackOfficeWrites.DONE_EXAMPLE)))
    @ApiResponse(
            responseCode = "400",
            description = "There are no files or more than five, one is no such image or too large, location_id is"
                    + " missing, or the body is no form")
    @ApiResponse(responseCode = "403", description = "The location is another CPO's")
    @ApiResponse(responseCode = "404", description = "There is no such location")
    BackOfficeAnswer upload(
            @AuthenticationPrincipal BackOfficeCaller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        UploadForm form = UploadForm.of(request);
        CiString id = CiString.of(form.text(LOCATION_ID));
        List<Part> files = form.files(FILES);
        if (files.isEmpty() || files.size() > UploadLimits.MAX_FILES) {
            throw Rejection.invalid(FILES + " must be 1 to " + UploadLimits.MAX_FILES + " files");
        }
        ReplicaId location = location(id, caller);
        WriteResult result = uploads.upload(
                FILES,
                files,
                ImageCategory.LOCATION,
                images -> writes.send(
                        new AddImages(location, images, clock.instant()), location.owner(), caller, request));
        return writes.answer(ObjectKind.LOCATION.segment(), result, response);
    }

    /** The location of that id that the caller may change. */
    private ReplicaId location(CiString id, BackOfficeCaller caller) {
        List<ReplicaId> known =
                queries.list(new FindAllObjectsById(ObjectKind.LOCATION, Side.CPO, id), ReplicaId.class);
        if (known.isEmpty()) {
            throw Rejection.notFound("location");
        }
        PartyId cpo = caller.cpo();
        if (cpo != null) {
            return known.stream()
                    .filter(location -> location.owner().equals(cpo))
                    .findFirst()
                    .orElseThrow(() -> new Refusal(HttpStatus.FORBIDDEN, "the location is another CPO's"));
        }
        if (known.size() > 1) {
            throw Rejection.invalid("several CPOs have a location of that " + LOCATION_ID);
        }
        return known.getFirst();
    }
}
