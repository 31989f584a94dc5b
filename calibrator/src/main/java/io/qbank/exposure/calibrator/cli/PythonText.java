package io.qbank.exposure.calibrator.cli;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.qbank.exposure.calibrator.engine.IterationSummary;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** Values as Python prints them, because scripts read what v7 printed. */
final class PythonText {
    private PythonText() {}

    /** A list of dicts, as {@code print("history=", history)} shows it. */
    static String history(List<IterationSummary> history) {
        return history.stream()
                .map(line -> "{'iter': " + line.iter() + ", 'avg_exp': " + number(line.avgExp()) + ", 'max_over': "
                        + number(line.maxOver()) + "}")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** {@code repr} of a finite float: shortest digits that read back, an exponent below 1e-4 and from 1e16. */
    static String number(double value) {
        BigDecimal digits = new BigDecimal(NumberOutput.toString(value, true)).stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        if (value == 0) return 1 / value < 0 ? "-0.0" : "0.0";
        if (exponent >= -4 && exponent < 16) {
            String plain = digits.toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        String mantissa = digits.scaleByPowerOfTen(-exponent).toPlainString();
        return mantissa + (exponent < 0 ? "e-" : "e+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }
}
