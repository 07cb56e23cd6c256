"""Forms (Datenschemata): what is asked, when it is asked, and whether the answers are right."""
