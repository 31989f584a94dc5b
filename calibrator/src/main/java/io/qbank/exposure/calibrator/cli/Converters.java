package io.qbank.exposure.calibrator.cli;

import io.qbank.exposure.schemas.json.Require;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Text of a flag → number, with a refusal that says what is allowed. NaN and infinities are no numbers here. */
public final class Converters {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");

    private Converters() {}

    /** A finite decimal number. */
    public static final class Decimal implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            double value = DECIMAL.matcher(text.strip()).matches() ? Double.parseDouble(text.strip()) : Double.NaN;
            if (!Double.isFinite(value))
                throw new TypeConversionException("must be a number, was " + Require.shown(text));
            return value;
        }
    }

    /** A whole number of 32 bits. */
    public static final class Whole implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            try {
                return Integer.valueOf(text.strip());
            } catch (NumberFormatException malformed) {
                throw new TypeConversionException(
                        "must be a whole number of at most " + Integer.MAX_VALUE + ", was " + Require.shown(text));
            }
        }
    }

    /** A whole number of 64 bits. */
    public static final class WholeLong implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            try {
                return Long.valueOf(text.strip());
            } catch (NumberFormatException malformed) {
                throw new TypeConversionException(
                        "must be a whole number of at most " + Long.MAX_VALUE + ", was " + Require.shown(text));
            }
        }
    }
}
