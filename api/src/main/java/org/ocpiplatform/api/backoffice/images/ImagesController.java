package org.ocpiplatform.api.backoffice.images;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.http.Problems;
import org.ocpiplatform.contract.images.ImageName;
import org.ocpiplatform.contract.images.ImageStore;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Stored images, for everybody who has the URL: apps of drivers show them. */
@RestController
@Tag(name = "back office")
final class ImagesController {

    static final String PATH = "/images";

    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    /** An SVG that is opened as a page of its own could otherwise do what pages do. */
    private static final String NOTHING = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    private final ImageStore images;

    ImagesController(ImageStore images) {
        this.images = images;
    }

    @GetMapping(PATH + "/{name}")
    @Operation(summary = "A logo, photo or thumbnail; what is found under a name never changes")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "image/png", schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = "image/jpeg", schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = "image/gif", schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = "image/svg+xml", schema = @Schema(type = "string", format = "binary"))
            })
    @ApiResponse(responseCode = "206", description = "The bytes that Range asks for", content = @Content)
    @ApiResponse(responseCode = "304", description = "If-None-Match names the image, or is *", content = @Content)
    @ApiResponse(
            responseCode = "404",
            description = "There is no such image",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            examples =
                                    @ExampleObject(
                                            "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,\"detail\":\"there is no such image\"}")))
    @ApiResponse(
            responseCode = "416",
            description = "The image has no such bytes; Content-Range says how many it has",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            examples =
                                    @ExampleObject(
                                            "{\"type\":\"about:blank\",\"title\":\"Requested range not satisfiable\",\"status\":416,\"detail\":\"the image does not have these bytes\"}")))
    @Nullable
    ResponseEntity<Resource> get(
            @Parameter(description = "As in the URL of the image", example = "0b6c3e1e-52a9-4f0e-9a53-3f1d6a4c7b21.png")
                    @PathVariable
                    String name,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        ImageName known = ImageName.of(name).orElse(null);
        Optional<byte[]> content = known == null ? Optional.empty() : images.find(known);
        if (known == null || content.isEmpty()) {
            Problems.write(response, HttpStatus.NOT_FOUND, "there is no such image");
            return null;
        }
        ByteArrayResource resource = new ByteArrayResource(content.get());
        if (isKnown(known, request)) {
            return kept(HttpStatus.NOT_MODIFIED, known).build();
        }
        if (!hasRange(resource, request)) {
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + resource.contentLength());
            response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
            Problems.write(response, HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "the image does not have these bytes");
            return null;
        }
        return kept(HttpStatus.OK, known)
                .contentType(ImageFormat.of(known).mediaType())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", NOTHING)
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .body(resource);
    }

    private static ResponseEntity.BodyBuilder kept(HttpStatus status, ImageName name) {
        return ResponseEntity.status(status).cacheControl(FOR_EVER).eTag(name.value());
    }

    /** Whether the client has the image; it has if it has any, which Spring does not see. */
    private static boolean isKnown(ImageName name, HttpServletRequest request) {
        return "*".equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))
                || new ServletWebRequest(request).checkNotModified(name.value());
    }

    /** Whether there is what the client asks for; if not, Spring would send all of it. */
    private static boolean hasRange(Resource image, HttpServletRequest request) {
        try {
            HttpRange.toResourceRegions(HttpRange.parseRanges(request.getHeader(HttpHeaders.RANGE)), image);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
