"""Persian text: letters, digits, numbers, Jalali dates and names as pure functions."""
