package io.qbank.exposure.schemas.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.qbank.exposure.schemas.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrationParametersTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                  |   400 |   5
                    {"method": "damped"}                                |   400 |   5
                    {"method": "damped", "until_converged": true}       |   400 | 200
                    {"method": "sympson_hetter"}                        | 10000 |  30
                    {"method": "exact"}                                 | 10000 | 200
                    {"method": "sympson_hetter", "n": 7, "iters": 2}    |     7 |   2
                    """)
    void absentNumbersAreThoseThatTheMethodNeeds(String json, int n, int iters) {
        CalibrationParameters parameters = Json.read(json, CalibrationParameters.class);

        assertEquals(n, parameters.n());
        assertEquals(iters, parameters.iters());
    }
}
