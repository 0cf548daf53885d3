"""Tests with unittest and pytest."""

import unittest
from unittest import mock

import pytest

from tool import Account, Stack, average, is_prime


class AccountTest(unittest.TestCase):
    def setUp(self):
        self.account = Account("Ann")

    def tearDown(self):
        self.account = None

    def test_deposit(self):
        self.assertEqual(self.account.deposit(5), 5)
        self.assertFalse(self.account.empty)

    def test_negative(self):
        with self.assertRaises(ValueError):
            self.account.deposit(-1)

    def test_new_is_empty(self):
        self.assertTrue(self.account.empty)
        self.assertIsNone(self.account.name)
        self.assertIn("Ann", str(self.account))


class StackTest(unittest.TestCase):
    def test_push_and_pop(self):
        stack = Stack()
        stack.push(1)
        self.assertEqual(len(stack), 1)
        self.assertEqual(stack.pop(), 1)


@pytest.fixture
def stack():
    return Stack()


@pytest.mark.parametrize("n, expected", [(1, False), (2, True), (9, False)])
def test_is_prime(n, expected):
    assert is_prime(n) == expected


def test_average():
    assert average([1, 2, 3]) == 2
    assert average([]) == 0


def test_pop_of_empty(stack):
    with pytest.raises(IndexError):
        stack.pop()


def test_mock():
    client = mock.Mock()
    client.get.return_value = 1
    with mock.patch("tool.run") as run:
        run.return_value = ""
        assert run() == ""
    client.get.assert_not_called()


def test_write(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("a")
    assert path.read_text() == "a"


if __name__ == "__main__":
    unittest.main()
