"""The registers that practice names (登记簿): tables of an organisation and a year, to print and to keep."""
