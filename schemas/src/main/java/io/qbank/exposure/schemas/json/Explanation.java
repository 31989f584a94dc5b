package io.qbank.exposure.schemas.json;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.qbank.exposure.schemas.topic.RejectionKind;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says in a person's words why a message could not be read: which field, what is allowed, what was given. The bytes are
 * parsed once more, as a tree: only so is "no JSON" told from "wrong value" whichever the mapper met first, and the value
 * given can be shown.
 */
final class Explanation {
    private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '(.*)'.*", Pattern.DOTALL);

    private Explanation() {}

    static InvalidMessageException of(byte[] bytes, IOException broken) {
        JsonNode message;
        try {
            message = Json.shared().readTree(bytes);
        } catch (StreamConstraintsException tooMuch) {
            return new InvalidMessageException(RejectionKind.TOO_LARGE, null, tooMuch(tooMuch));
        } catch (JsonParseException noJson) {
            return noJson(noJson);
        } catch (JsonProcessingException trailing) {
            return new InvalidMessageException(
                    RejectionKind.NOT_JSON, null, "not valid JSON: something follows the end of the object");
        } catch (IOException noText) {
            return new InvalidMessageException(RejectionKind.NOT_JSON, null, "not valid JSON: not UTF-8 text");
        }
        if (message.isMissingNode())
            return new InvalidMessageException(RejectionKind.NOT_JSON, null, "not valid JSON: it is empty");
        if (!message.isObject())
            return new InvalidMessageException(
                    RejectionKind.NOT_AN_OBJECT, null, "a JSON object is required, was " + given(message));
        return broken instanceof JsonMappingException misfit
                ? misfit(message, misfit)
                : new InvalidMessageException(null, "the message cannot be read");
    }

    private static String tooMuch(StreamConstraintsException tooMuch) {
        String message = String.valueOf(tooMuch.getOriginalMessage());
        if (message.contains("nesting"))
            return "the message must not be nested deeper than " + Json.MAX_DEPTH + " levels";
        return message.startsWith("Number")
                ? "the message holds a number of too many digits"
                : "the message holds a text that is too long";
    }

    private static InvalidMessageException noJson(JsonParseException noJson) {
        Matcher twice = DUPLICATE.matcher(String.valueOf(noJson.getOriginalMessage()));
        if (twice.matches())
            return new InvalidMessageException(
                    RejectionKind.NOT_JSON, twice.group(1), twice.group(1) + " must be given once, was given twice");
        var at = noJson.getLocation();
        return new InvalidMessageException(
                RejectionKind.NOT_JSON,
                null,
                "not valid JSON in UTF-8 at line " + at.getLineNr() + ", column " + at.getColumnNr());
    }

    private static InvalidMessageException misfit(JsonNode message, JsonMappingException misfit) {
        List<JsonMappingException.Reference> path = misfit.getPath();
        for (Throwable cause = misfit; cause != null; cause = cause.getCause())
            if (cause instanceof InvalidMessageException known) return known.within(parent(path, known.field()));
        if (misfit instanceof InvalidTypeIdException type) return unknownType(message.path("type"), type);
        String field = text(path);
        JsonNode given = at(message, path);
        if (given.isMissingNode() || given.isNull())
            return new InvalidMessageException(RejectionKind.MISSING_FIELD, field, field + " is required");
        return misfit instanceof Unfit unfit
                ? unfit(unfit.kind, field, unfit.allowed, given)
                : unfit(RejectionKind.WRONG_TYPE, field, structure(misfit), given);
    }

    private static InvalidMessageException unfit(
            RejectionKind kind, @Nullable String field, String allowed, JsonNode given) {
        return new InvalidMessageException(kind, field, field + " must be " + allowed + ", was " + given(given));
    }

    private static InvalidMessageException unknownType(JsonNode given, InvalidTypeIdException misfit) {
        if (given.isMissingNode() || given.isNull())
            return new InvalidMessageException(RejectionKind.MISSING_FIELD, "type", "type is required");
        RejectionKind kind = given.isTextual() ? RejectionKind.UNKNOWN_TYPE : RejectionKind.WRONG_TYPE;
        return unfit(kind, "type", types(misfit.getBaseType().getRawClass()), given);
    }

    private static String types(Class<?> asked) {
        List<String> names = Arrays.stream(asked.isInterface() ? new Class<?>[] {asked} : asked.getInterfaces())
                .filter(contract -> contract.isAnnotationPresent(JsonSubTypes.class))
                .flatMap(contract ->
                        Arrays.stream(contract.getAnnotation(JsonSubTypes.class).value()))
                .filter(subtype -> asked.isAssignableFrom(subtype.value()))
                .map(JsonSubTypes.Type::name)
                .toList();
        return (names.size() == 1 ? "" : "one of ") + String.join(", ", names);
    }

    private static String structure(JsonMappingException misfit) {
        Class<?> type = misfit instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        return type != null && Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    /** The path of the record whose constructor complained about one of its fields. */
    private static String parent(List<JsonMappingException.Reference> path, @Nullable String field) {
        int last = path.size() - 1;
        boolean ofTheField =
                last >= 0 && field != null && field.equals(path.get(last).getFieldName());
        return String.valueOf(text(ofTheField ? path.subList(0, last) : path));
    }

    private static String text(List<JsonMappingException.Reference> path) {
        StringBuilder text = new StringBuilder();
        for (JsonMappingException.Reference step : path) {
            if (step.getFieldName() == null)
                text.append('[').append(step.getIndex()).append(']');
            else text.append(text.length() == 0 ? "" : ".").append(step.getFieldName());
        }
        return text.toString();
    }

    private static JsonNode at(JsonNode message, List<JsonMappingException.Reference> path) {
        JsonNode node = message;
        for (JsonMappingException.Reference step : path)
            node = step.getFieldName() == null ? node.path(step.getIndex()) : node.path(step.getFieldName());
        return node;
    }

    private static String given(JsonNode value) {
        if (value.isDouble() && !Double.isFinite(value.doubleValue())) return "beyond that";
        return value.isTextual() ? Require.shown(value.textValue()) : Require.cut(value.toString());
    }
}
