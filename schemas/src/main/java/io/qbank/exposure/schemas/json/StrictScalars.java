package io.qbank.exposure.schemas.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.qbank.exposure.schemas.topic.RejectionKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Text, numbers, truth values and times exactly as JSON Schema has them, where Jackson's own readers would coerce: text is
 * no number (not even {@code "NaN"}), a number is no text, and 12.0 is a whole number while 12.5 is none.
 */
final class StrictScalars {
    private static final double BEYOND_LONGS = 1e19;

    private StrictScalars() {}

    static SimpleModule module() {
        SimpleModule module = new SimpleModule("strict");
        String ints = " from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE;
        String longs = " from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE;
        both(module, int.class, Integer.class, "a whole number", ints, StrictScalars::wholeInt);
        both(module, long.class, Long.class, "a whole number", longs, StrictScalars::whole);
        both(module, double.class, Double.class, "a number", " that a double can hold", StrictScalars::number);
        module.addDeserializer(boolean.class, truth(boolean.class));
        module.addDeserializer(Boolean.class, truth(Boolean.class));
        add(module, String.class, "text", JsonParser::getText);
        add(module, Instant.class, StrictInstant.INSTANT, parser -> StrictInstant.instant(parser.getText()));
        add(module, LocalDate.class, StrictInstant.DAY, parser -> StrictInstant.day(parser.getText()));
        return module;
    }

    /** A value of the right JSON type as Java has it, or null if it is not allowed. */
    @FunctionalInterface
    private interface Reading<T> {
        @Nullable
        T of(JsonParser parser) throws IOException;
    }

    private static <T> void both(
            SimpleModule module,
            Class<T> primitive,
            Class<T> boxed,
            String allowed,
            String limits,
            Reading<T> reading) {
        for (Class<T> type : List.of(primitive, boxed))
            module.addDeserializer(type, new Scalar<>(type, allowed, limits, JsonToken::isNumeric, reading));
    }

    private static Scalar<Boolean> truth(Class<Boolean> type) {
        return new Scalar<>(type, "true or false", "", JsonToken::isBoolean, JsonParser::getBooleanValue);
    }

    private static <T> void add(SimpleModule module, Class<T> type, String allowed, Reading<T> reading) {
        module.addDeserializer(
                type, new Scalar<>(type, allowed, "", token -> token == JsonToken.VALUE_STRING, reading));
    }

    private static @Nullable Integer wholeInt(JsonParser parser) throws IOException {
        Long value = whole(parser);
        return value == null || value != value.intValue() ? null : (Integer) value.intValue();
    }

    private static @Nullable Long whole(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT)
            return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? null : (Long) parser.getLongValue();
        if (!(Math.abs(parser.getDoubleValue()) < BEYOND_LONGS)) return null; // spares huge exponents
        BigDecimal exact = parser.getDecimalValue().stripTrailingZeros();
        return exact.scale() <= 0 && exact.toBigInteger().bitLength() < Long.SIZE ? (Long) exact.longValue() : null;
    }

    private static @Nullable Double number(JsonParser parser) throws IOException {
        double value = parser.getDoubleValue();
        return Double.isFinite(value) ? (Double) value : null;
    }

    /** One scalar type. Immutable, as the mapper shares it. */
    private static final class Scalar<T> extends StdScalarDeserializer<T> {
        private final String allowed;
        private final String limits;
        private final transient Predicate<JsonToken> fits;
        private final transient Reading<T> reading;

        Scalar(Class<T> type, String allowed, String limits, Predicate<JsonToken> fits, Reading<T> reading) {
            super(type);
            this.allowed = allowed;
            this.limits = limits;
            this.fits = fits;
            this.reading = reading;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!fits.test(parser.currentToken())) throw new Unfit(parser, RejectionKind.WRONG_TYPE, allowed);
            T value = reading.of(parser);
            if (value == null) throw new Unfit(parser, RejectionKind.OUT_OF_RANGE, allowed + limits);
            return value;
        }

        @Override
        public @Nullable T getNullValue(DeserializationContext context) throws Unfit {
            if (handledType().isPrimitive()) throw new Unfit(context.getParser(), RejectionKind.MISSING_FIELD, allowed);
            return null;
        }
    }
}
