-- Receipts are forgotten by age, some at each sweep.
create index calibration_command_at on calibration_command (at);
