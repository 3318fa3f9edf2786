package org.ocpiplatform.api.backoffice.graphql;

import graphql.ExecutionResult;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.Argument;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.VariableReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Refuses operations that would show too much at once, before anything is looked up. A field weighs 1 and what is in
 * it, a list as often as it may be long: {@value #MAX_WEIGHT} lets every query through that asks for all fields of 100
 * objects once, and refuses it when it is asked for ten times under different names.
 */
@Component
final class QueryBounds extends SimplePerformantInstrumentation {

    static final int MAX_DEPTH = 12;
    static final long MAX_WEIGHT = 40_000;

    private static final String QUERY = "Query";
    private static final int DEFAULT_LIMIT = 10;
    private static final int MAX_LIMIT = 100;
    /** How many there usually are in one of the next greater thing. */
    private static final Map<String, Integer> LENGTHS = Map.of("evses", 4, "connectors", 2);

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        ExecutionContext context = parameters.getExecutionContext();
        Size size = new Measure(
                        context.getFragmentsByName(),
                        context.getCoercedVariables().toMap())
                .of(context.getOperationDefinition().getSelectionSet(), true);
        if (size.depth > MAX_DEPTH) {
            throw new AbortExecutionException(
                    "the query is nested %d deep, which is more than %d".formatted(size.depth, MAX_DEPTH));
        }
        if (size.weight > MAX_WEIGHT) {
            throw new AbortExecutionException("the query asks for up to %d fields at once, which is more than %d"
                    .formatted(size.weight, MAX_WEIGHT));
        }
        return null;
    }

    /** How deep and how heavy a selection is. */
    private record Size(int depth, long weight) {

        static final Size NOTHING = new Size(0, 0);

        Size beside(Size other) {
            return new Size(Math.max(depth, other.depth), Math.min(weight + other.weight, Integer.MAX_VALUE));
        }

        Size within(int length) {
            return new Size(depth + 1, Math.min(1 + length * weight, Integer.MAX_VALUE));
        }
    }

    /** Measures each fragment once, however often it is used. */
    private static final class Measure {

        private final Map<String, FragmentDefinition> fragments;
        private final Map<String, Object> variables;
        private final Map<String, Size> measured = new HashMap<>();

        Measure(Map<String, FragmentDefinition> fragments, Map<String, Object> variables) {
            this.fragments = fragments;
            this.variables = variables;
        }

        /** The size of a selection; {@code root} if it is of queries, not of what they find. */
        Size of(@Nullable SelectionSet selections, boolean root) {
            Size size = Size.NOTHING;
            if (selections != null) {
                for (Selection<?> selection : selections.getSelections()) {
                    size = size.beside(of(selection, root));
                }
            }
            return size;
        }

        private Size of(Selection<?> selection, boolean root) {
            return switch (selection) {
                // What describes the schema is always the same, and bounded by its own rules.
                case Field field when field.getName().startsWith("__") -> Size.NOTHING;
                case Field field ->
                    of(field.getSelectionSet(), false)
                            .within(root ? limit(field) : LENGTHS.getOrDefault(field.getName(), 1));
                case InlineFragment fragment -> of(fragment.getSelectionSet(), root);
                case FragmentSpread spread -> of(spread.getName());
                default -> Size.NOTHING;
            };
        }

        private Size of(String name) {
            Size known = measured.get(name);
            if (known == null) {
                FragmentDefinition fragment = Objects.requireNonNull(fragments.get(name));
                known = of(
                        fragment.getSelectionSet(),
                        fragment.getTypeCondition().getName().equals(QUERY));
                measured.put(name, known);
            }
            return known;
        }

        private int limit(Field field) {
            Argument limit = field.getArguments().stream()
                    .filter(argument -> argument.getName().equals("limit"))
                    .findFirst()
                    .orElse(null);
            Object value = switch (limit == null ? null : limit.getValue()) {
                case IntValue literal -> literal.getValue();
                case VariableReference variable -> variables.get(variable.getName());
                case null, default -> null;
            };
            int asked = value instanceof Number number ? number.intValue() : DEFAULT_LIMIT;
            return Math.clamp(asked, 1, MAX_LIMIT);
        }
    }
}
