package org.ocpiplatform.api.ocpi.commands;

import io.swagger.v3.oas.annotations.Operation;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.remote.Results;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.ModuleId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.commands.CommandResult;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where CPOs tell what became of the commands that they were sent from here. */
@OcpiInterface(module = "commands", role = InterfaceRole.SENDER, side = Side.EMSP)
@RequestMapping("/ocpi/emsp/2.3.0/commands")
final class CommandResultsController {

    private final Results results;

    CommandResultsController(Results results) {
        this.results = results;
    }

    @PostMapping("/{command}/{uid}")
    @Operation(
            summary = "The CPO tells what the charge point did with a command",
            description = "The URL is the command's response_url. A result that is late, or one more, is recorded too.")
    @BodyExample("command-result")
    OcpiAnswer result(@PathVariable String command, @PathVariable String uid, OcpiExchange exchange, JsonBody body) {
        RemoteOperation operation = Results.operation(ModuleId.COMMANDS, command);
        CommandResult result = body.valid(CommandResult.class);
        return results.record(
                operation, uid, exchange, new RemoteResult(result.result().name(), result.message(), null));
    }
}
