package org.ocpiplatform.api.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.projections.ProjectionQuery.ListProjections;
import org.ocpiplatform.contract.projections.ProjectionQuery.RebuildProjection;
import org.ocpiplatform.contract.projections.ProjectionStatus;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How far the projections are, and their rebuilding. */
@RestController
@RequestMapping("/admin/projections")
@Tag(name = "admin")
final class ProjectionsController {

    private final Queries queries;

    ProjectionsController(Queries queries) {
        this.queries = queries;
    }

    @GetMapping
    @Operation(summary = "The state of every projection")
    List<ProjectionStatus> list() {
        return queries.list(new ListProjections(), ProjectionStatus.class);
    }

    @PostMapping("/{name}/rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Replays the event store into a projection, whose old contents serve meanwhile")
    void rebuild(@PathVariable String name) {
        if (!queries.one(new RebuildProjection(name), Boolean.class)) {
            throw Rejection.notFound("projection " + name);
        }
    }
}
